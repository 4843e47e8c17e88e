import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyBaseLogger, FastifyInstance, FastifyReply, FastifyRequest, onRequestHookHandler } from 'fastify';
import type { PersonActor } from '@landescloud/kernel';

/** The server that routes are added to: Fastify with schemas in TypeBox. */
export type Http = FastifyInstance<Server, IncomingMessage, ServerResponse, FastifyBaseLogger, TypeBoxTypeProvider>;
export type HttpRequest = FastifyRequest;
export type HttpReply = FastifyReply;
/** Runs before a request's body is read; may refuse it. */
export type HttpRequestHook = onRequestHookHandler;
/** Adds routes; what it hooks or decorates stays inside it. */
export type HttpPlugin = (http: Http) => void | Promise<void>;

/** Who sent the request; null when nobody is signed in. Filled by platform/auth before any route runs. */
export type RequestActor = PersonActor | null;

declare module 'fastify' {
  interface FastifyRequest {
    actor: RequestActor;
  }
  interface FastifyInstance {
    /** The origin that clients are told, when an operator has set one. */
    readonly publicOrigin: string | null;
  }
  interface FastifyContextConfig {
    /** At most so many requests a minute from one address; for what costs something before anyone is signed in. */
    perAddressAndMinute?: number;
  }
}
