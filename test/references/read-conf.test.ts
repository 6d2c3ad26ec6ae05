import { describe, expect, it } from 'vitest'
import { readSphinxConf, readTitle } from '../../src/references/read-conf.js'

const UNSET = {
  autosectionlabel: false,
  autosectionlabel_prefix_document: false,
  autosectionlabel_maxdepth: undefined,
  myst_heading_anchors: 0,
  myst_url_schemes: ['http', 'https', 'mailto', 'ftp'],
  exclude_patterns: [],
  intersphinx_mapping: [],
}

describe('readSphinxConf', () => {
  it('should take what is not set for what Sphinx takes it for', () => {
    expect(readSphinxConf('')).toEqual(UNSET)
    expect(readSphinxConf("project = 'autosectionlabel_maxdepth = 3'\nmyst_heading_anchors = None\n")).toEqual(UNSET)
  })

  it('should read plain assignments, over several lines and past comments', () => {
    const conf = [
      'extensions = [  # ours',
      "    'myst_parser', # 'sphinx.ext.todo',",
      '    "sphinx.ext.autosectionlabel",',
      ']',
      'autosectionlabel_prefix_document = True # labels are long',
      'autosectionlabel_maxdepth=2',
      'myst_heading_anchors = 3',
      "exclude_patterns = ('**/*.mdb', '_build')",
      "intersphinx_mapping = {\n  'python': ('https://docs.python.org/3/', None),\n}",
    ].join('\r\n')
    expect(readSphinxConf(conf)).toEqual({
      autosectionlabel: true,
      autosectionlabel_prefix_document: true,
      autosectionlabel_maxdepth: 2,
      myst_heading_anchors: 3,
      myst_url_schemes: UNSET.myst_url_schemes,
      exclude_patterns: ['**/*.mdb', '_build'],
      intersphinx_mapping: ['python'],
    })
  })

  it.each([
    "extensions += ['sphinx.ext.autosectionlabel']",
    "extensions.append('sphinx.ext.autosectionlabel')",
    "extensions.extend(['sphinx.ext.autosectionlabel'])",
  ])('should follow %s', (line) => {
    expect(readSphinxConf(`extensions = ['myst_parser']\n${line}\n`).autosectionlabel).toBe(true)
  })

  it.each([
    ['extensions = load()', 'autosectionlabel'],
    ["if html:\n    extensions = ['myst_parser']", 'autosectionlabel'],
    ['myst_heading_anchors = DEPTH + 1', 'myst_heading_anchors'],
    ['if html:\n    autosectionlabel_prefix_document = True', 'autosectionlabel_prefix_document'],
  ] as const)('should not guess at %j', (conf, key) => {
    expect(readSphinxConf(conf)[key]).toBeUndefined()
  })

  it('should take links of any scheme for addresses where the schemes are not plain', () => {
    expect(readSphinxConf("myst_url_schemes = ('https', 'vscode')").myst_url_schemes).toEqual(['https', 'vscode'])
    expect(readSphinxConf("myst_url_schemes = {'https': None}").myst_url_schemes).toBeNull()
  })

  it('should not take a text for a statement', () => {
    expect(readSphinxConf("'''\nmyst_heading_anchors = 4\n'''\n").myst_heading_anchors).toBe(0)
  })
})

describe('readTitle', () => {
  it.each([
    [`project = 'Mesh \\'n Notes'  # ours\nauthor = 'x'\n`, `Mesh 'n Notes`],
    [`project = 'a'\nhtml_title = "Mesh Notes"\n`, 'Mesh Notes'],
    [`project = u'网格'\nhtml_title = f'{project} 1'\n`, '网格'],
    [`project = name + ' book'\n`, null],
    [`project = 'a', 'b'\n`, null],
    [`project = ' '\n`, null],
    ['', null],
  ])('should read %j as %j', (python, title) => {
    expect(readTitle(python)).toBe(title)
  })
})
