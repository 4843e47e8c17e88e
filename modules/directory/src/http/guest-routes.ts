import { requireSession, requireStepUp } from '@landescloud/platform/auth';
import { isDomainError } from '@landescloud/kernel';
import type { PersonActor } from '@landescloud/kernel';
import { requireActor } from '@landescloud/platform/http';
import type { HttpPlugin, HttpReply, HttpRequest } from '@landescloud/platform/http';
import { Type } from 'typebox';
import { guestCsv } from '../guests/guest-csv.ts';
import type { Guests } from '../guests/guests.ts';
import type { GuestView } from '../guests/guest-view.ts';
import {
  Acceptance,
  Accepted,
  Bulk,
  BulkResult,
  Guest,
  GuestPage,
  GuestUpdate,
  Invitation,
  New,
  Query,
  Rules,
  Which,
} from './guest-schemas.ts';
import { administersAnything } from '../rights.ts';
import { Login } from './schemas.ts';

/** How a guest who has just proven their address goes on; auth implements it, compose.ts plugs it. */
export interface GuestSignIn {
  /** Throws where a guest may not have this password. */
  checkPassword(password: string): Promise<void>;
  /** `step` is what is still to be made; neither that nor signed in: they have their ways to sign in already. */
  begin(
    request: HttpRequest,
    reply: HttpReply,
    personId: number,
    chosen: { readonly way: 'passkey' | 'password' | 'mail-code'; readonly password?: string },
  ): Promise<{
    readonly signedIn: boolean;
    readonly step: {
      readonly token: string;
      readonly kind: 'second-factor' | 'enrol';
      readonly methods: readonly string[];
      readonly expiresAt: number;
    } | null;
  }>;
}

export interface GuestRouteDeps {
  readonly guests: Guests;
  readonly signIn: GuestSignIn;
}

const ByLogin = Type.Object({ login: Login });
const Token = Type.Object({ token: Type.String({ minLength: 43, maxLength: 43, pattern: '^[A-Za-z0-9_-]+$' }) });
const tags = ['guests'];
const exportAtMost = 50_000;
const pageSize = 500;

/** Guests under /api/v1/guests, and what the link in their mail leads to under /api/v1/invitations. */
export function guestRoutes({ guests, signIn }: GuestRouteDeps): HttpPlugin {
  return (http) => {
    http.get(
      '/api/v1/guests',
      {
        schema: {
          summary: 'Guests that one is responsible for',
          tags,
          querystring: Query,
          response: { 200: GuestPage },
        },
      },
      async (request) => guests.list(requireActor(request), toQuery(request.query)),
    );

    http.get(
      '/api/v1/guests/rules',
      { schema: { summary: 'Whether and for how long one may invite', tags, response: { 200: Rules } } },
      async (request) => guests.rules(requireActor(request)),
    );

    http.get(
      '/api/v1/guests/export',
      { schema: { summary: 'Guests as CSV', tags, querystring: Query, produces: ['text/csv'] } },
      async (request, reply) => {
        const actor = sponsorOf(request);
        const all: GuestView[] = [];
        for (let total = 1; all.length < Math.min(total, exportAtMost);) {
          const page = await guests.list(actor, { ...toQuery(request.query), offset: all.length, limit: pageSize });
          if (page.items.length === 0) break;
          all.push(...page.items);
          total = page.total;
        }
        return reply
          .header('content-type', 'text/csv; charset=utf-8')
          .header('content-disposition', 'attachment; filename="guests.csv"')
          .send(guestCsv(all));
      },
    );

    http.post(
      '/api/v1/guests',
      { schema: { summary: 'Invite a guest', tags, body: New, response: { 201: Guest } } },
      async (request, reply) => reply.code(201).send(await guests.invite(requireSession(request).actor, request.body)),
    );

    http.post(
      '/api/v1/guests/bulk',
      { schema: { summary: 'End or confirm several guests', tags, body: Bulk, response: { 200: BulkResult } } },
      async (request) => {
        const actor = sponsorOf(request);
        const { logins, action } = request.body;
        const items = [];
        for (const login of new Set(logins))
          items.push({ login, ...(await tried(() => guests[action](actor, login))) });
        return { items };
      },
    );

    const one = { tags, params: ByLogin, querystring: Which, response: { 200: Guest } };
    http.patch(
      '/api/v1/guests/:login',
      { schema: { summary: 'Change reason, end or sponsor of a guest', ...one, body: GuestUpdate } },
      async (request) => {
        const actor = sponsorOf(request);
        return guests.change(actor, request.params.login, request.body, request.query.organisation);
      },
    );
    for (const [action, summary] of [
      ['confirm', 'Say that a guest is still needed'],
      ['end', 'End a guest'],
      ['resend', 'Send the invitation again'],
    ] as const) {
      http.post(`/api/v1/guests/:login/${action}`, { schema: { summary, ...one } }, async (request) => {
        const actor = sponsorOf(request);
        return guests[action](actor, request.params.login, request.query.organisation);
      });
    }

    // Whoever has the link is not signed in yet. The token is too long to be guessed; this keeps the noise down.
    const config = { perAddressAndMinute: 60 };
    http.get(
      '/api/v1/invitations/:token',
      { config, schema: { summary: 'What one is invited to', tags, params: Token, response: { 200: Invitation } } },
      async (request, reply) => {
        reply.header('cache-control', 'no-store').header('referrer-policy', 'no-referrer');
        return guests.invitation(request.params.token);
      },
    );
    http.post(
      '/api/v1/invitations/:token/accept',
      {
        config,
        schema: {
          summary: 'Accept an invitation; `step` goes on at the sign-in',
          tags,
          params: Token,
          body: Acceptance,
          response: { 200: Accepted },
        },
      },
      async (request, reply) => {
        const { way, password, termsAccepted } = request.body;
        const withPassword = way === 'password' ? { way, password: password ?? '' } : { way };
        // before anything is accepted: a link works once
        if (way === 'password') await signIn.checkPassword(password ?? '');
        const { id, login } = await guests.accept(request.params.token, { termsAccepted });
        reply.header('cache-control', 'no-store');
        const { signedIn, step } = await signIn.begin(request, reply, id, withPassword);
        return { login, signedIn, step: step && { ...step, methods: [...step.methods] } };
      },
    );
  };
}

/**
 * Sponsors look after their own guests; whoever administers any can reach those of others with the same commands, and has
 * to prove who they are as for everything else that they administer.
 */
function sponsorOf(request: HttpRequest): PersonActor {
  const { actor } = requireSession(request);
  return administersAnything(actor) ? requireStepUp(request).actor : actor;
}

function toQuery({ q, organisation: _, ...rest }: { q?: string; organisation?: string }): object {
  return { ...rest, ...(q === undefined ? {} : { text: q.trim() }) };
}

async function tried(work: () => Promise<unknown>): Promise<{ ok: boolean; code: string | null }> {
  try {
    await work();
    return { ok: true, code: null };
  } catch (error) {
    if (!isDomainError(error)) throw error;
    return { ok: false, code: error.code };
  }
}
