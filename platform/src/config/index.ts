export type { Settings } from './settings.ts';
export { loadSettings, settingKeys } from './settings.ts';
export { SettingsError, settingsExitCode } from './settings-error.ts';
export type { Environment } from './setting-sources.ts';
