package dev.parley.config;

/**
 * The sizes of what people write.
 *
 * @param textMax code points of a message
 * @param nameMax code points of a room's name
 * @param topicMax code points of a room's topic
 * @param pageMax entries of one list or page of history at most
 * @param membersFirstMax members named when a room is created at most
 * @param receiptsMax members of a room up to which its subscribers are told who has read how far
 */
public record RoomSettings(int textMax, int nameMax, int topicMax, int pageMax, int membersFirstMax,
                           int receiptsMax) {
}
