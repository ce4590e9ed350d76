package dev.parley.persistence;

import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.List;

/** One call of an SQL function that carries out one or more appends of one channel: one transaction. */
sealed interface Statement permits PostBatch, LiveBatch, StateBatch, ChangeCall {

    /** The kind of its appends, for metrics. */
    String kind();

    String sql();

    /**
     * Its parameters.
     *
     * @param epoch   of the connection that it runs on
     * @param patient whether it waits for a row that somebody else holds
     */
    Tuple parameters(String epoch, boolean patient);

    /** Reads the one row that it gives. */
    Written read(Row row, String epoch);

    /** The statement for appends that a {@link Gathering} has let stand together. */
    static Statement of(List<Append> appends) {
        return switch (appends.getFirst()) {
            case PostMessage first -> PostBatch.of(appends.stream().map(PostMessage.class::cast).toList());
            case LiveDraft first -> new LiveBatch(appends.stream().map(LiveDraft.class::cast).toList());
            case ChangeState first -> new StateBatch(appends.stream().map(ChangeState.class::cast).toList());
            case Change change -> new ChangeCall(change);
        };
    }
}
