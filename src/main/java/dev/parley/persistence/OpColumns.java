package dev.parley.persistence;

import io.vertx.sqlclient.Tuple;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** The ops of a batch of changes as {@code state.sql} takes them: a column for each of their parts. */
final class OpColumns {

    private final Integer[] items;
    private final String[] kinds;
    private final String[] keys;
    private final String[] operands;
    private final String[] lows;
    private final String[] highs;
    private final Long[] wanted;
    private int used;

    private OpColumns(int size) {
        items = new Integer[size];
        kinds = new String[size];
        keys = new String[size];
        operands = new String[size];
        lows = new String[size];
        highs = new String[size];
        wanted = new Long[size];
    }

    static OpColumns of(List<ChangeState> changes) {
        var columns = new OpColumns(changes.stream().mapToInt(change -> change.ops().size()).sum());
        for (int i = 0; i < changes.size(); i++) {
            for (var op : changes.get(i).ops()) {
                columns.add(i + 1, op);
            }
        }
        return columns;
    }

    Tuple addTo(Tuple tuple) {
        return tuple.addValue(items).addValue(kinds).addValue(keys).addValue(operands).addValue(lows)
            .addValue(highs).addValue(wanted);
    }

    private void add(int item, StateOp op) {
        items[used] = item;
        keys[used] = op.key();
        wanted[used] = op.ifVersion().isPresent() ? op.ifVersion().getAsLong() : null;
        switch (op) {
            case StateOp.Put put -> kind("set", put.json());
            case StateOp.Remove remove -> kind("remove", null);
            case StateOp.Member member -> kind(member.inside() ? "insert" : "discard", member.json());
            case StateOp.Add add -> {
                kind("add", add.by().toPlainString());
                lows[used] = plain(add.min());
                highs[used] = plain(add.max());
            }
        }
        used++;
    }

    private void kind(String word, String operand) {
        kinds[used] = word;
        operands[used] = operand;
    }

    private static String plain(Optional<BigDecimal> bound) {
        return bound.map(BigDecimal::toPlainString).orElse(null);
    }
}
