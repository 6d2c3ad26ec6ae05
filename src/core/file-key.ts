/** Names a file of a project in maps: the folder it belongs to and its path below that folder. */
export function fileKey({ side, path }: { readonly side: string; readonly path: string }): string {
  return `${side}:${path}`
}
