import { basename } from 'node:path'
import type { Engine, EnginePrice } from '../app/engine-port.js'
import { ZhenError } from '../core/errors.js'
import type { EngineConfig, EngineName, ProjectConfig } from '../workspace/config.js'
import type { Host } from './context.js'
import { readKey } from './engine-key.js'

/**
 * The engine of this name as the configuration wants it; `null` for the memory, which is none.
 *
 * @param needsKey false where nothing will be sent
 * @throws ZhenError `engine-key-missing`, `engine-key-command`, `engine-model-missing`
 */
export async function createEngine(
  name: EngineName,
  config: ProjectConfig,
  host: Pick<Host, 'env'>,
  needsKey: boolean,
): Promise<Engine | null> {
  switch (name) {
    case 'memory':
      return null
    case 'deepl':
      return createDeepl(config, host, needsKey)
    case 'openai':
      return createOpenai(config, host, needsKey)
  }
}

async function createDeepl(config: ProjectConfig, { env }: Pick<Host, 'env'>, needsKey: boolean): Promise<Engine> {
  const { deepl, context } = config.engine
  const place = { engine: 'deepl', variable: 'DEEPL_AUTH_KEY', command: deepl.keyCommand }
  const key = needsKey ? await readKey(place, env, config.root) : ''
  if (key === null) throw new ZhenError('engine-key-missing', { engine: place.engine, variable: place.variable })
  const serverUrl = env.DEEPL_SERVER_URL || deepl.serverUrl
  const { createDeeplEngine } = await import('../engines/deepl.js')
  return createDeeplEngine({
    key,
    ...(serverUrl && { serverUrl }),
    model: deepl.model,
    formality: deepl.formality,
    instructions: [...deepl.instructions],
    glossaryName: deepl.glossary || `zhen ${basename(config.root)}`,
    sourceLanguage: 'zh',
    targetLanguage: config.target.language === 'en-GB' ? 'en-GB' : 'en-US',
    price: deepl.price && characterPrice(deepl.price),
    contextParagraphs: context,
    ...limitsOf(deepl),
  })
}

async function createOpenai(config: ProjectConfig, { env }: Pick<Host, 'env'>, needsKey: boolean): Promise<Engine> {
  const { openai, context } = config.engine
  if (openai.model === '') throw new ZhenError('engine-model-missing', { engine: 'openai' })
  const place = { engine: 'openai', variable: 'OPENAI_API_KEY', command: openai.keyCommand }
  const key = needsKey ? await readKey(place, env, config.root) : null
  const baseUrl = env.OPENAI_BASE_URL || openai.baseUrl || 'https://api.openai.com/v1'
  const { createOpenaiEngine } = await import('../engines/openai.js')
  return createOpenaiEngine({
    key,
    baseUrl,
    model: openai.model,
    temperature: openai.temperature,
    instructions: [...openai.instructions],
    jsonSchema: openai.jsonSchema,
    maxTexts: openai.maxTexts,
    maxCharacters: openai.maxCharacters,
    sourceLanguage: config.source.language,
    targetLanguage: config.target.language,
    price: openai.price && tokenPrice(openai.price),
    contextParagraphs: context,
    ...limitsOf(openai),
  })
}

function limitsOf({ concurrency, timeoutSeconds, retries }: EngineConfig['deepl'] | EngineConfig['openai']) {
  return { concurrency, timeoutMs: timeoutSeconds * 1000, maxRetries: retries }
}

function characterPrice({ perMillionCharacters, currency }: NonNullable<EngineConfig['deepl']['price']>): EnginePrice {
  return { characters: perMillionCharacters, inputTokens: null, outputTokens: null, currency }
}

function tokenPrice({
  perMillionInputTokens,
  perMillionOutputTokens,
  currency,
}: NonNullable<EngineConfig['openai']['price']>): EnginePrice {
  return { characters: null, inputTokens: perMillionInputTokens, outputTokens: perMillionOutputTokens, currency }
}
