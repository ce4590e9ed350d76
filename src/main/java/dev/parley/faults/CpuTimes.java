package dev.parley.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Processor time that nodes, and the clients in this process, use between two moments. */
final class CpuTimes {

    private final List<Duration> before;
    private List<Duration> after = List.of();

    /** From now on. */
    CpuTimes(List<NodeProcess> nodes) {
        before = look(nodes);
    }

    /** Up to now. */
    void end(List<NodeProcess> nodes) {
        after = look(nodes);
    }

    private static List<Duration> look(List<NodeProcess> nodes) {
        var all = new ArrayList<>(nodes.stream().map(NodeProcess::cpu).toList());
        all.add(ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO));
        return all;
    }

    @Override
    public String toString() {
        var text = new StringBuilder("of the nodes");
        for (int i = 0; i < after.size(); i++) {
            text.append(i == after.size() - 1 ? " ms, of the clients " : i == 0 ? " " : " and ")
                .append(after.get(i).minus(before.get(i)).toMillis());
        }
        return text.append(" ms").toString();
    }
}
