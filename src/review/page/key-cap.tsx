/** A key beside what it does. Those who hear the page are told by the list of keys. */
export function KeyCap({ children }: { readonly children: string | number | (string | number)[] }) {
  return (
    <span class="key" aria-hidden="true">
      {children}
    </span>
  )
}
