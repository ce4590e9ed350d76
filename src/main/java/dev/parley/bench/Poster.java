package dev.parley.bench;

import dev.parley.client.Connection;
import java.util.concurrent.CompletionException;

/** A client that posts to its room. */
final class Poster {

    private final Connection<Reader> connection;
    private final Dialect dialect;
    private final Scoreboard board;
    private final String name;
    private final int size;
    private long sent;

    /**
     * @param name what its message ids begin with; unique in its room
     * @param size characters of a text
     */
    Poster(Connection<Reader> connection, Dialect dialect, Scoreboard board, String name, int size) {
        this.connection = connection;
        this.dialect = dialect;
        this.board = board;
        this.name = name;
        this.size = size;
    }

    Room room() {
        return connection.ears().room();
    }

    Connection<Reader> connection() {
        return connection;
    }

    /**
     * Posts one message; on any thread.
     *
     * @param intended when it should be sent, as of {@code System.nanoTime()}: it travels in the text
     */
    void post(long intended) {
        int deliveries = room().subscribers();
        board.posted(deliveries);
        connection.execute(() -> send(intended, deliveries));
    }

    private void send(long intended, int deliveries) {
        var id = name + sent++;
        var answer = dialect.postedAt(sent, id);
        var hash = Ledger.hash(id);
        if (dialect.numbers()) {
            connection.ears().answerAt(answer).whenComplete((posted, fault) -> {
                if (fault == null) {
                    room().ledger().acknowledged(posted.getLong("seq"), hash);
                    board.acknowledged();
                } else {
                    board.failed(deliveries, sentence(fault));
                }
            });
        } else {
            room().ledger().acknowledged(sent, hash);
            board.acknowledged();
        }
        connection.send(dialect.post(room(), sent, id, text(intended)));
    }

    private String text(long intended) {
        var number = Long.toString(intended);
        return number + " " + "x".repeat(Math.max(0, size - number.length() - 1));
    }

    static String sentence(Throwable fault) {
        return fault instanceof CompletionException && fault.getCause() != null
            ? fault.getCause().getMessage() : String.valueOf(fault.getMessage());
    }
}
