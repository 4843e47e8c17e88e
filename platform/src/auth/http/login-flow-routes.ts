import type { HttpPlugin } from '@landescloud/platform/http';
import { Type } from 'typebox';
import type { Auth } from '../auth.ts';
import { requireStepUp } from '../add-auth.ts';
import { FlowToken, Time } from './schemas.ts';

const Params = Type.Object({ token: FlowToken });
const Info = Type.Object({ client: Type.String(), expiresAt: Time });

/** The browser's side of login flow v2: which program asks, and letting it in. */
export function loginFlowRoutes(auth: Auth): HttpPlugin {
  return (http) => {
    http.get(
      '/api/v1/login-flow/:token',
      {
        schema: {
          summary: 'The program that asks to be let in',
          tags: ['app passwords'],
          params: Params,
          response: { 200: Info },
        },
      },
      // also before signing in: who has the address may know what it asks
      async (request) => auth.loginFlow.info(request.params.token),
    );

    http.post(
      '/api/v1/login-flow/:token/grant',
      {
        schema: {
          summary: 'Let the program in',
          tags: ['app passwords'],
          params: Params,
          response: { 204: Type.Null() },
        },
      },
      async (request, reply) => {
        await auth.loginFlow.grant(requireStepUp(request).actor, request.params.token);
        return reply.code(204).send(null);
      },
    );
  };
}
