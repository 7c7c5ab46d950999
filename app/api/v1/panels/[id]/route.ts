import { panelPage } from '#server/panel'
import { route } from '#server/route'

export const GET = route('panel.get', ({ person, params }) => panelPage(person, params.id))
