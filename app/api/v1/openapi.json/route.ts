import { openApi } from '#lib/http/openapi'

/** The contract for programs; the same for everybody. */
export const GET = () => Response.json(openApi())
