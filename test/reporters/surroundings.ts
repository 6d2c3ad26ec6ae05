import { encodePath } from '../../src/reporters/encode-path.js'
import type { Surroundings } from '../../src/reporters/surroundings.js'

/** A project in the folder `book` of a repository. */
export const inBook: Surroundings = {
  version: '1.2.3',
  summary: false,
  locate: (path) => `book/${path}`,
  link: (path) => `https://example.org/blob/main/${encodePath(path)}`,
}
