const STORED = 'zhen-token'

/**
 * The token this page was opened with. It comes behind `#`, which no server and no other site sees, is taken out of the
 * address at once, and is kept for this window alone: a cookie would go to every server of this machine.
 *
 * A window that is opened after the server was started anew tells the others.
 */
export function openToken(onNew: () => void): () => string {
  const channel = new BroadcastChannel(STORED)
  const keep = (token: string) => {
    sessionStorage.setItem(STORED, token)
    channel.postMessage(token)
    onNew()
  }
  const take = () => {
    const [, name, given] = /^#(token|once)=([\w-]+)$/.exec(location.hash) ?? []
    if (given === undefined) return
    history.replaceState(null, '', location.pathname)
    if (name === 'token') keep(given)
    else void tokenFor(given).then((token) => token !== null && keep(token))
  }
  addEventListener('hashchange', take)
  channel.onmessage = ({ data: given }) => {
    if (typeof given !== 'string' || given === sessionStorage.getItem(STORED)) return
    sessionStorage.setItem(STORED, given)
    onNew()
  }
  take()
  return () => sessionStorage.getItem(STORED) ?? ''
}

/** The token for a code that works once; `null` where it has been used. */
async function tokenFor(once: string): Promise<string | null> {
  const answer = await fetch('/token', { method: 'POST', body: JSON.stringify({ once }) })
  return answer.ok ? (await answer.json()).token : null
}
