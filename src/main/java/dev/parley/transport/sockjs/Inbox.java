package dev.parley.transport.sockjs;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** What requests of their own have brought and nobody has read yet. */
final class Inbox {

    /** How many requests may wait while nothing is read. */
    private static final int POSTS_MAX = 8;

    private final Deque<Post> posts = new ArrayDeque<>(2);
    private boolean reading = true;

    /** Takes one more; false when too many wait. */
    boolean add(Post post) {
        posts.add(post);
        return posts.size() <= POSTS_MAX;
    }

    void reading(boolean wanted) {
        reading = wanted;
    }

    /** The next one, whose sender is told that it is taken; empty while nothing is read. */
    Optional<Post> next() {
        var post = reading ? posts.poll() : null;
        if (post != null) {
            post.taken().run();
        }
        return Optional.ofNullable(post);
    }

    /** Throws away what waits. */
    void clear() {
        posts.forEach(post -> post.taken().run());
        posts.clear();
    }
}
