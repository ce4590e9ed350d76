package dev.parley.transport.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.testing.Seed;
import dev.parley.testing.TestNodes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Requests by chance, made from the document of a real node: right, nearly right and wild ones, by the right
 * and the wrong people. None is answered with the status 500, and none in a way that the document does not
 * allow. {@code -Dparley.api.requests=100000} makes it long, {@code -Dparley.seed=…} repeats one.
 */
class RandomRequestsTest {

    private static final int REQUESTS = Integer.getInteger("parley.api.requests", 3_000);
    private static final int REQUESTS_MAX = 20_000;
    private static final int EPOCH = 250;
    private static final long SEED = Seed.of(RandomRequestsTest.class);

    /** What cannot succeed by chance: a connection or a webhook would have to be there. */
    private static final List<String> NEVER = List.of("session.end", "webhooks.discard", "webhooks.forget",
        "webhooks.letters", "webhooks.retry");

    private static TestNodes nodes;
    private static ApiClient client;

    @BeforeAll
    static void start() {
        nodes = TestNodes.start(1, "api.keys=" + ApiClient.KEY_ENTRY);
        client = new ApiClient(nodes.urls().getFirst());
    }

    @AfterAll
    static void end() {
        client.close();
        nodes.close();
    }

    private static ApiContract contract() {
        return new ApiContract(client.ask("GET", "/api/v1/openapi.json", Map.of(), "").json());
    }

    @Test
    void everyCommandOfTheNodeHasAResourceOfItsOwn() {
        assertEquals(List.of(), contract().operations().stream().map(ApiContract.Operation::path)
            .filter(path -> path.startsWith("/commands/")).toList());
    }

    @Test
    void noRequestIsAnsweredInAWayThatTheDocumentDoesNotAllow() {
        var random = new Random(SEED);
        var contract = contract();
        var faults = new ArrayList<String>();
        var done = new TreeMap<String, Integer>();
        var operations = contract.operations();
        operations.forEach(operation -> done.put(operation.name(), 0));
        var requests = new RandomRequests(random, contract, client);
        for (int i = 0; i < REQUESTS_MAX && (i < REQUESTS || !undone(done).isEmpty()); i++) {
            if (i % EPOCH == 0) {
                requests.begin(i / EPOCH);
            }
            var operation = operations.get(i % operations.size());
            var outcome = requests.ask(operation);
            outcome.faults().forEach(fault -> faults.add(fault + "\n  " + outcome.told()));
            if (outcome.status() < 300) {
                done.merge(operation.name(), 1, Integer::sum);
            }
        }
        assertEquals("", faults.stream().limit(10).collect(Collectors.joining("\n")),
            () -> faults.size() + " faults; seed " + SEED);
        assertEquals(List.of(), undone(done), () -> "never done; seed " + SEED);
    }

    private static List<String> undone(Map<String, Integer> done) {
        return done.keySet().stream().filter(name -> done.get(name) == 0 && !NEVER.contains(name)).toList();
    }

    @Test
    void nothingAboveInfoWasLogged() {
        assertEquals(List.of(), nodes.logs().lines().filter(line -> line.contains(" WARN ")
            || line.contains(" ERROR ") || line.contains("Exception")).toList());
    }
}
