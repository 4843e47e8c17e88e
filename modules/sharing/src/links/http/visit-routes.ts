import type { Files } from '@landescloud/files';
import type { Directory } from '@landescloud/directory';
import type { HttpPlugin } from '@landescloud/platform/http';
import type { Links } from '../links.ts';
import { visitOf } from './here.ts';
import { Asked, ByToken, Delivery, Entered, Entry, NewDelivery, Submitted } from './link-schemas.ts';
import { presentVisit, publicDelivery } from './present-visit.ts';
import { recipientKeyPattern } from '../recipient-keys.ts';
import { comer, setVisitCookie, visitSecret } from './visit-cookie.ts';
import { Type } from 'typebox';

const tags = ['public links'];
const config = { scope: 'any' } as const;
/** As generous as an office behind one address needs: each leaves something behind here. */
const entering = { ...config, perAddressAndMinute: 240 };
const asking = { ...config, perAddressAndMinute: 30 };
const beginning = { ...config, perAddressAndMinute: 60 };

export interface VisitRouteDeps {
  readonly links: Links;
  readonly files: Files;
  readonly people: Pick<Directory['people'], 'byId'>;
}

/** How a visitor comes in, and hands something in. Nobody is signed in. */
export function visitRoutes({ links, files, people }: VisitRouteDeps): HttpPlugin {
  const { visitors, deliveries } = links;
  const present = presentVisit({ files, people });

  return (http) => {
    http.post(
      '/api/v1/public/links/:token/visit',
      {
        config: entering,
        schema: {
          summary: 'Opens a link, or says what it asks for',
          tags,
          params: ByToken,
          body: Entry,
          response: { 200: Entered },
        },
      },
      async (request, reply) => {
        const { token } = request.params;
        const shown = { ...request.body, secret: visitSecret(request), ...comer(request) };
        const entered = await visitors.enter(token, shown);
        if (entered.state !== 'open') return { state: entered.state, link: null };
        setVisitCookie(request, reply, token, entered);
        const { visit } = entered;
        const delivery = visit.link.kind === 'uploader' ? await deliveries.find(visit) : null;
        return { state: 'open' as const, link: await present(visit, delivery) };
      },
    );

    http.post(
      '/api/v1/public/links/:token/codes',
      {
        config: asking,
        schema: {
          summary: 'Sends a code to a recipient; the same answer for everybody',
          tags,
          params: ByToken,
          body: Type.Union([
            Type.Object({ address: Type.String({ maxLength: 254 }) }),
            Type.Object({
              key: Type.String({ pattern: recipientKeyPattern, description: 'From the mail with the link' }),
            }),
          ]),
          response: { 202: Asked },
        },
      },
      async (request, reply) => {
        const asked = await visitors.askCode(request.params.token, request.body, comer(request));
        return reply.code(202).send(asked);
      },
    );

    http.post(
      '/api/v1/public/links/:token/delivery',
      {
        config: beginning,
        schema: {
          summary: 'Begins to hand something in',
          tags,
          params: ByToken,
          body: NewDelivery,
          response: { 200: Delivery },
        },
      },
      async (request) => {
        const visit = await visitOf(links, request, request.params.token);
        return publicDelivery((await deliveries.begin(visit, request.body)).record);
      },
    );

    http.post(
      '/api/v1/public/links/:token/delivery/submit',
      {
        config,
        schema: { summary: 'Hands in what was sent', tags, params: ByToken, response: { 200: Submitted } },
      },
      async (request) => {
        const visit = await visitOf(links, request, request.params.token);
        const submitted = await deliveries.submit(visit);
        const { receipt, number, fileCount: files, size: bytes } = submitted;
        return { ...publicDelivery(submitted), receipt, number, files, bytes };
      },
    );
  };
}
