/** An address without what belongs to the language of the page. Equal keys: the same place. */
export interface Destination {
  readonly key: string
}

const LOCALE = /^(?:(?:zh|en|cn)(?:[-_](?:cn|hans|hant|tw|hk|us|gb))?|intl)$/i
const LOCALE_SUFFIX = /[._-](?:zh|en|cn)(?:[-_](?:cn|hans|us))?(?=\.\w+$|$)/i
const LOCALE_PARAMETER = /^(?:hl|lang|locale|language)=/i

/** Total: what is no address is compared as it stands. */
export function readDestination(url: string): Destination {
  const [, base = '', query = ''] = /^([^?#]*)(\?[^#]*)?/.exec(decode(url)) ?? []
  if (base === '') return { key: '#' }
  const [, scheme = '', host = '', path = ''] = /^(https?:\/\/)?([^/]*)?(.*)$/i.exec(base) ?? []
  if (scheme === '') return { key: pathKey(base) }
  const site = hostKey(host)
  return { key: site === 'wikipedia.org' ? site : site + pathKey(path) + queryKey(query) }
}

function decode(url: string): string {
  try {
    return decodeURI(url.trim())
  } catch {
    return url.trim()
  }
}

function hostKey(host: string): string {
  const labels = host.toLowerCase().split('.')
  const bare = labels.filter((label, index) => index === labels.length - 1 || !(LOCALE.test(label) || label === 'www'))
  return bare.join('.').replace(LOCALE_SUFFIX, '')
}

function pathKey(path: string): string {
  const parts = path
    .split('/')
    .filter((part) => part !== '' && part !== '.' && !LOCALE.test(part))
    .map((part) => part.replace(LOCALE_SUFFIX, ''))
  const joined = parts.join('/').replace(/(?:\/?index)?\.(?:mdx?|html?)$/i, '')
  return `/${joined}`
}

function queryKey(query: string): string {
  const parameters = query.replace(/^\?/, '').split('&')
  return parameters
    .filter((parameter) => parameter !== '' && !LOCALE_PARAMETER.test(parameter))
    .sort()
    .map((parameter) => `?${parameter}`)
    .join('')
}
