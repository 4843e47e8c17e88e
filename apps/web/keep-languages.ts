import type { Plugin } from 'vite';

const strings =
  /[\\/]react-(?:aria|aria-components|stately)[\\/]dist[\\/]private[\\/]intl[\\/].*[a-z]{2}-[A-Z]{2}\.mjs$/;

/** react-aria brings its words in 34 languages: the ones that the app does not speak are left out of the build. */
export function keepLanguages(tags: readonly string[]): Plugin {
  return {
    name: 'landescloud:keep-languages',
    apply: 'build',
    enforce: 'pre',
    load: {
      filter: { id: strings },
      handler(id) {
        return tags.some((tag) => id.endsWith(`${tag}.mjs`)) ? null : 'export default {};';
      },
    },
  };
}
