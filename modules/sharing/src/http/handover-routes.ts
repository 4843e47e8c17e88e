import { contentDisposition } from '@landescloud/files';
import { requireSession } from '@landescloud/platform/auth';
import { requireActor } from '@landescloud/platform/http';
import type { HttpPlugin, HttpReply } from '@landescloud/platform/http';
import type { Handovers } from '../handovers/handovers.ts';
import {
  ById,
  Handover,
  HandoverPage,
  HandoverQuery,
  Language,
  Preparation,
  PublicReceipt,
  Token,
} from './handover-schemas.ts';

const tags = ['handovers'];
const produces = ['application/pdf'];

/** Hand-overs and their receipts under /api/v1/handovers; for visitors, by the token in their confirmation, /api/v1/receipts. */
export function handoverRoutes(handovers: Handovers): HttpPlugin {
  return (http) => {
    http.get(
      '/api/v1/handovers',
      {
        schema: {
          summary: 'What was handed over: by or to oneself, or in one’s organisations',
          tags,
          querystring: HandoverQuery,
          response: { 200: HandoverPage },
        },
      },
      async (request) => {
        const { q, node, direction, state, scope, offset, limit } = request.query;
        const page = await handovers.list(requireActor(request), {
          offset,
          limit,
          ...(q === undefined || q.trim() === '' ? {} : { text: q.trim() }),
          ...(node === undefined ? {} : { nodeId: node }),
          ...(direction === undefined ? {} : { direction }),
          ...(state === undefined ? {} : { state }),
          ...(scope === undefined ? {} : { scope }),
        });
        return { total: page.total, items: page.items.map((item) => ({ ...item, recipients: [...item.recipients] })) };
      },
    );

    http.get(
      '/api/v1/handovers/:id',
      {
        schema: {
          summary: 'A hand-over with its files and who fetched them',
          tags,
          params: ById,
          response: { 200: Handover },
        },
      },
      async (request) => shown(await handovers.get(requireActor(request), request.params.id)),
    );

    http.post(
      '/api/v1/handovers/:id/withdraw',
      { schema: { summary: 'Take back what was handed over', tags, params: ById, response: { 200: Handover } } },
      async (request) => shown(await handovers.withdraw(requireSession(request).actor, request.params.id)),
    );

    http.get(
      '/api/v1/handovers/:id/receipt',
      { schema: { summary: 'The receipt as a signed PDF', tags, params: ById, querystring: Language, produces } },
      async (request, reply) =>
        sendPdf(reply, await handovers.receipts.pdf(requireActor(request), request.params.id, request.query.language)),
    );

    http.post(
      '/api/v1/handovers/:id/receipt',
      {
        schema: {
          summary: 'Have the receipt made where it has many files; how far it is',
          tags,
          params: ById,
          querystring: Language,
          response: { 200: Preparation },
        },
      },
      async (request) => handovers.receipts.prepare(requireActor(request), request.params.id, request.query.language),
    );

    http.get(
      '/api/v1/receipts/certificate',
      {
        schema: { summary: 'What receipts are signed with, as PEM', tags, produces: ['application/x-pem-file'] },
        config: { perAddressAndMinute: 60 },
      },
      async (_request, reply) =>
        reply
          .header('content-type', 'application/x-pem-file')
          .header('content-disposition', contentDisposition('attachment', 'receipts.pem'))
          .send(handovers.receipts.certificate()),
    );

    // Whoever has the link need not be signed in. The token is too long to be guessed; this keeps the noise down.
    const config = { perAddressAndMinute: 60 };
    http.get(
      '/api/v1/receipts/:token',
      {
        config,
        schema: { summary: 'What a visitor has handed over', tags, params: Token, response: { 200: PublicReceipt } },
      },
      async (request, reply) => {
        reply.header('cache-control', 'no-store').header('referrer-policy', 'no-referrer');
        const found = await handovers.public(request.params.token);
        const { number, state, title, message, organisation, sender, deliveredAt, sumsAt, files } = found;
        const { name, address } = sender;
        return {
          number,
          state,
          title,
          message,
          organisation: organisation.name,
          sender: { name, address },
          deliveredAt,
          sumsAt,
          files: files.map(({ path, size, sha256, gone, fetches }) => {
            const times = fetches.flatMap(({ completedAt }) => (completedAt === null ? [] : [completedAt]));
            return { path, size, sha256, gone, fetchedAt: times.length === 0 ? null : Math.min(...times) };
          }),
        };
      },
    );
    http.post(
      '/api/v1/receipts/:token/pdf',
      {
        config,
        schema: {
          summary: 'Have a visitor’s receipt made where it has many files; how far it is',
          tags,
          params: Token,
          querystring: Language,
          response: { 200: Preparation },
        },
      },
      async (request) => handovers.receipts.publicPrepare(request.params.token, request.query.language),
    );
    http.get(
      '/api/v1/receipts/:token/pdf',
      {
        config: { perAddressAndMinute: 20 },
        schema: {
          summary: 'A visitor’s receipt as a signed PDF',
          tags,
          params: Token,
          querystring: Language,
          produces,
        },
      },
      async (request, reply) => {
        reply.header('referrer-policy', 'no-referrer');
        return sendPdf(reply, await handovers.receipts.publicPdf(request.params.token, request.query.language));
      },
    );
  };
}

function shown(details: Awaited<ReturnType<Handovers['get']>>) {
  const files = details.files.map((file) => ({ ...file, fetches: [...file.fetches] }));
  return { ...details, recipients: [...details.recipients], files };
}

function sendPdf(reply: HttpReply, { filename, pdf }: { filename: string; pdf: Buffer }) {
  return reply
    .header('content-type', 'application/pdf')
    .header('content-disposition', contentDisposition('attachment', filename))
    .header('cache-control', 'no-store')
    .send(pdf);
}
