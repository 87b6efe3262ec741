import { Option } from 'commander'
import { type Config, flagName, loadConfig, readConfigFile, settings } from '../config.ts'

/** The command-line options of these settings; their help texts and defaults are the settings' own. */
export function optionsOf(...keys: (keyof Config)[]): Option[] {
  return keys.map(key => {
    const { description = '' } = settings.shape[key]
    const standard = settings.shape[key].safeParse(undefined).data
    const option = new Option(`--${flagName(key)} <${key.replace(/.*[a-z](?=[A-Z])/, '').toLowerCase()}>`)
    option.description =
      standard === undefined || Array.isArray(standard) ? description : `${description} (${standard})`
    return option
  })
}

/** The settings of a command line: its flags, then the environment, then --config. */
export async function configOf(flags: Readonly<Record<string, unknown>>): Promise<Config> {
  const path = flags.config
  const file = typeof path === 'string' ? await readConfigFile(path) : undefined
  const known = Object.fromEntries(Object.keys(settings.shape).map(key => [key, flags[key]]))
  return loadConfig({ flags: known, env: process.env, ...(file && { file }) })
}
