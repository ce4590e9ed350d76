package dev.parley.config;

/**
 * How much live state a channel may carry.
 *
 * @param keysMax keys; so many removed ones are remembered with their versions, too
 * @param keyCharactersMax code points of a key
 * @param valueBytesMax of one value, as JSON text in UTF-8
 * @param bytesMax of all keys and values together
 * @param opsMax in one change
 * @param changeBytesMax of the values that one change tells of
 */
public record StateSettings(int keysMax, int keyCharactersMax, int valueBytesMax, int bytesMax, int opsMax,
                            int changeBytesMax) {
}
