import { pick, type Random } from '#lib/core/random'

// Nothing that is read two ways aloud or on a projector: no I, L, O, 0, 1.
const LETTERS = 'ABCDEFGHJKMNPQRSTUVWXYZ'
const DIGITS = '23456789'
const WORDS = (
  'ACORN ALDER AMBER ANCHOR APPLE APRIL ARROW ASPEN ATLAS BADGER BAMBOO BARLEY BASIL BEACON BEECH BERRY BIRCH BISON ' +
  'BREEZE BRICK BRIDGE BROOK BUTTON CABIN CANDLE CANOE CANYON CARROT CASTLE CEDAR CHALK CHERRY CLOUD CLOVER COBALT ' +
  'COMET CORAL COTTON CRANE CRICKET CURLEW DAISY DELTA DESERT DOLPHIN DRAGON EAGLE EMBER FALCON FERRY FIDDLE FINCH ' +
  'FLINT FOREST FOSSIL GALAXY GARDEN GINGER GLACIER GRANITE GRAPE GROVE HARBOR HAZEL HERON HONEY ISLAND IVORY JASMINE ' +
  'JIGSAW JUNIPER KETTLE LADDER LAGOON LANTERN LAUREL LEMON LILAC LINEN LOTUS MAGNET MANGO MAPLE MARBLE MEADOW MELON ' +
  'METEOR MINT MOSAIC NECTAR NUTMEG OASIS OCEAN OLIVE ONION ORBIT ORCHID OTTER PAPAYA PARROT PEBBLE PEPPER PIANO ' +
  'PILLOW PLANET PLOVER POPLAR POPPY PRISM PUFFIN QUARTZ QUILL RABBIT RAVEN REEF RIBBON RIVER ROBIN ROCKET SADDLE ' +
  'SAFFRON SALMON SATURN SHELL SILVER SPARROW SPRUCE SUMMIT SUNSET TEAPOT THISTLE TIGER TOPAZ TULIP TUNNEL TURNIP ' +
  'VALLEY VELVET VIOLET WAFFLE WALNUT WILLOW WINDOW WINTER YARROW ZEBRA ZEPHYR'
).split(' ')

/**
 * A room's code, easy to say and to type: K7-MAPLE.
 *
 * @param extra letters added behind (K7-MAPLE-RTK), for rooms nobody types and when the short codes run out
 */
export function roomCode(random: Random, extra = 0): string {
  const start = `${pick(random, [...LETTERS])}${pick(random, [...DIGITS])}-${pick(random, WORDS)}`
  const tail = Array.from({ length: extra }, () => pick(random, [...LETTERS])).join('')
  return tail ? `${start}-${tail}` : start
}

/** A code as people type it: any case, spaces or nothing for the dash. */
export const readCode = (typed: string): string =>
  typed
    .trim()
    .toUpperCase()
    .replace(/[\s_–—-]+/g, '-')
    .replace(/^([A-Z][0-9])(?=[A-Z])/, '$1-')
