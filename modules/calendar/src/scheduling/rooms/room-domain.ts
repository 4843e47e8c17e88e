/** Of the addresses that rooms are named by, 'raum.cloud.example': no mail goes there. `link`: the whole address of a page. */
export const roomDomain = (link: (path: string) => string): string => `raum.${new URL(link('/')).hostname}`;
