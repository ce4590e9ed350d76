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
 * @param typingMax members of a room up to which its subscribers are told who types
 * @param typingMs how long somebody counts as typing after he last said so
 * @param inboxWatchMax rooms of one user whose unread messages he is told of
 * @param inboxUsersMax users of this node who are told so
 */
public record RoomSettings(int textMax, int nameMax, int topicMax, int pageMax, int membersFirstMax,
                           int receiptsMax, int typingMax, int typingMs, int inboxWatchMax,
                           int inboxUsersMax) {
}
