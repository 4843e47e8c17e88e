/** A browser as far as signing in needs one: cookies by host, and redirects one at a time. */
export interface ScriptedBrowser {
  readonly cookies: Map<string, Map<string, string>>;
  /** One request; redirects are not followed. */
  go(address: string, init?: RequestInit): Promise<Response>;
  /** Follows redirects, on whatever site, until there is none. */
  follow(address: string, init?: RequestInit): Promise<Arrival>;
}

export interface Arrival {
  readonly url: string;
  readonly response: Response;
  readonly text: string;
}

export function createScriptedBrowser(): ScriptedBrowser {
  // ports share cookies, as they do in browsers
  const cookies = new Map<string, Map<string, string>>();

  async function go(address: string, init: RequestInit = {}): Promise<Response> {
    const { hostname, pathname } = new URL(address);
    const jar = cookies.get(hostname) ?? new Map<string, string>();
    cookies.set(hostname, jar);
    const shown = [...jar].filter(([name]) => pathname.startsWith(name.split(' ')[1] ?? '/'));
    const headers = new Headers(init.headers);
    headers.set('cookie', shown.map(([name, value]) => `${name.split(' ')[0]}=${value}`).join('; '));
    const response = await fetch(address, { ...init, headers, redirect: 'manual' });
    for (const line of response.headers.getSetCookie()) {
      const [pair = '', ...flags] = line.split('; ');
      const equals = pair.indexOf('=');
      const path = flags.find((flag) => /^path=/i.test(flag))?.slice(5) ?? '/';
      const gone = flags.some((flag) => /^max-age=0$/i.test(flag) || /^expires=thu, 01 jan 1970/i.test(flag));
      const name = `${pair.slice(0, equals)} ${path}`;
      if (gone) jar.delete(name);
      else jar.set(name, pair.slice(equals + 1));
    }
    return response;
  }

  return {
    cookies,
    go,
    async follow(address, init) {
      let response = await go(address, init);
      let url = address;
      for (let hops = 0; response.status >= 300 && response.status < 400; hops += 1) {
        if (hops > 15) throw new Error(`too many redirects, last to ${url}`);
        url = new URL(response.headers.get('location') ?? '', url).href;
        response = await go(url);
      }
      return { url, response, text: await response.text() };
    },
  };
}
