package dev.parley.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The tool itself, at work on a real server in a process of its own. */
class CampaignTest {

    private final List<String> lines = new ArrayList<>();

    private Result run(Contender contender, Pace pace) {
        var plan = new Plan(new Layout(List.of(8)), pace, 64, 1, 2, 1_000, 1);
        try (var server = contender.start(Contender.temporaryFolder(), 1, List.of("-Xms64m"));
             var campaign = new Campaign(server.url(), contender.dialect, plan, Optional.of(server.gauge()),
                 lines::add)) {
            return campaign.assemble(Optional.empty()).load();
        }
    }

    @Test
    void countsEveryDeliveryOfABareBroadcastAtARate() {
        var result = run(Contender.BARE, new Pace.Steady(50));
        assertTrue(result.whole(), result.text());
        assertEquals(8, result.connected());
        assertEquals(result.posts().sent() * 8, result.totals().received());
        assertTrue(result.totals().latencies().getTotalCount() > 0, "latencies of the measured time");
        assertTrue(result.totals().latencies().getTotalCount() < result.totals().received(),
            "those of the warm-up do not count");
        assertTrue(lines.stream().anyMatch(line -> line.startsWith("measure 2/2 s")), lines.toString());
    }

    @Test
    void saturatesTheStockBridge() {
        var result = run(Contender.STOCK, new Pace.Saturated(4));
        assertTrue(result.whole(), result.text());
        assertTrue(result.measured().cpu().orElseThrow().toMillis() > 0);
        assertTrue(result.posts().acknowledged() > 50, result.text());
        assertEquals(result.expected(), result.json().getJsonObject("deliveries").getLong("received"));
    }
}
