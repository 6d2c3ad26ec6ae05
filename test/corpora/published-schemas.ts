import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { temporaryFolder } from '../helpers/temporary-folder.js'

/** Schemas of a form as its standard publishes them. They are not ours to pack: CONTRIBUTING.md says where they are. */
export interface PublishedSchemas {
  /** What a validator finds wrong in files, by their names; `validator: what it says`. */
  faultsIn(documents: Readonly<Record<string, string>>): Record<string, string[]>
}

const XLIFF_MODULES = ['matches', 'glossary', 'metadata'] as const

/** XLIFF 2.1: the schema of the core with those of the modules that zhen writes, and the rules in Schematron of all. */
export function xliffSchemas(folder: string): PublishedSchemas {
  const driver = join(temporaryFolder(), 'all.xsd')
  const imports = ['document', ...XLIFF_MODULES].map((name) => {
    const path = findFile(folder, name === 'document' ? 'xliff_core_2.0.xsd' : `${name}.xsd`)
    return `<xs:import namespace="urn:oasis:names:tc:xliff:${name}:2.0" schemaLocation="${path}"/>`
  })
  writeFileSync(driver, `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">${imports.join('')}</xs:schema>`)
  const rules = ['xliff_core_2.1', ...XLIFF_MODULES].map((name) => findFile(folder, `${name}.sch`))
  return { faultsIn: (documents) => faultsIn(documents, ['--schema', driver], rules) }
}

/** TBX-Basic, version 3, in DCA style: its schema in RELAX NG, and its rules in Schematron. */
export function tbxSchemas(folder: string): PublishedSchemas {
  const schema = findFile(folder, 'TBXcoreStructV03_TBX-Basic_integrated.rng')
  const rules = [findFile(folder, 'TBX-Basic_DCA.sch')]
  return { faultsIn: (documents) => faultsIn(documents, ['--relaxng', schema], rules) }
}

/** The file with a name, wherever below a folder. */
function findFile(folder: string, name: string): string {
  const found = readdirSync(folder, { recursive: true, encoding: 'utf8' }).find((path) => basename(path) === name)
  if (found === undefined) throw new Error(`${name} is missing in ${folder}`)
  return join(folder, found)
}

function faultsIn(
  documents: Readonly<Record<string, string>>,
  grammar: readonly string[],
  rules: readonly string[],
): Record<string, string[]> {
  const folder = temporaryFolder()
  for (const [name, text] of Object.entries(documents)) writeFileSync(join(folder, `${name}.xml`), text)
  const reports = rules.map((path) => [basename(path), schematronReports(path, folder)] as const)
  return Object.fromEntries(
    Object.keys(documents).map((name) => {
      const { status, stderr } = spawnSync(
        'xmllint',
        ['--nonet', '--noout', ...grammar, join(folder, `${name}.xml`)],
        MUCH,
      )
      const broken = status === 0 ? [] : [`schema: ${stderr.split('\n')[0]}`]
      return [name, [...broken, ...reports.flatMap(([rule, of]) => of(name).map((fault) => `${rule}: ${fault}`))]]
    }),
  )
}

const MUCH = { encoding: 'utf8', maxBuffer: 2 ** 28 } as const

/** The XSLT that ISO's own compiler makes of Schematron, as python3-lxml brings it. */
const COMPILER =
  '/usr/lib/python3/dist-packages/lxml/isoschematron/resources/xsl/iso-schematron-xslt1/iso_svrl_for_xslt1.xsl'
const SAXON = '/usr/share/java/Saxon-HE.jar'

function transform(source: string, sheet: string, result: string): void {
  for (const path of [COMPILER, SAXON])
    if (!existsSync(path)) throw new Error('apt-get install libsaxonhe-java python3-lxml')
  execFileSync('java', ['-cp', SAXON, 'net.sf.saxon.Transform', `-s:${source}`, `-xsl:${sheet}`, `-o:${result}`], MUCH)
}

/** What rules in Schematron find in the documents of a folder, by name. */
function schematronReports(path: string, folder: string): (name: string) => string[] {
  const work = temporaryFolder()
  // The compiler knows XSLT 1 alone, but leaves the rules' paths as they are: what it makes runs as XSLT 2 as well.
  writeFileSync(
    join(work, 'rules.sch'),
    readFileSync(path, 'utf8').replace(/queryBinding=(["'])xslt2\1/, 'queryBinding="xslt"'),
  )
  transform(join(work, 'rules.sch'), COMPILER, join(work, 'rules.xsl'))
  const sheet = readFileSync(join(work, 'rules.xsl'), 'utf8')
  writeFileSync(
    join(work, 'rules.xsl'),
    sheet.replace(/(<xsl:stylesheet\b[^>]*?\bversion=")1\.0"/s, (_, start) => `${start}2.0"`),
  )
  mkdirSync(join(work, 'reports'))
  transform(folder, join(work, 'rules.xsl'), join(work, 'reports'))
  return (name) => {
    const report = readFileSync(join(work, 'reports', `${name}.xml`), 'utf8')
    if (!report.includes('<svrl:fired-rule') && !report.includes('<svrl:active-pattern')) throw new Error(report)
    return [...report.matchAll(/<svrl:(?:failed-assert|successful-report)\b.*?<svrl:text>(.*?)<\/svrl:text>/gs)].map(
      ([, text]) => (text ?? '').replace(/\s+/g, ' ').trim(),
    )
  }
}
