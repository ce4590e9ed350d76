package dev.parley.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class FaultsTest {

    /** The short version of scripts/faults. */
    @Test
    void roomsAndSqlOutliveKilledNodesAndAHeldRowStopsOnlyItsRoom() {
        var options = Options.parse(List.of("--scenario", "kill,row,sql", "--messages", "1000",
            "--readers", "6", "--folder", "target/faults-test"));
        assertEquals(0, Faults.run(options), "broken laws; seed " + options.seed());
    }

    @Test
    void aLiveStateIsTheSameForEverybodyWhateverNodeDies() {
        var options = Options.parse(List.of("--scenario", "state", "--messages", "1500", "--nodes", "3",
            "--folder", "target/faults-state-test"));
        assertEquals(0, Faults.run(options), "broken laws; seed " + options.seed());
    }

    /** The short version of its large scenarios: what is lost is judged, how long it takes is not. */
    @Test
    void nobodyIsLostThroughAReleaseADeadNodeOrAHangingOne() {
        var options = Options.parse(List.of("--scenario", "rolling,storm,presence", "--clients", "120",
            "--nodes", "2", "--rounds", "2", "--accepts", "100", "--times", "told",
            "--folder", "target/faults-moving-test"));
        assertEquals(0, Faults.run(options), "broken laws; seed " + options.seed());
    }

    /** The short version of what happens to live channels and to letters that come through Redis. */
    @Test
    void liveChannelsAndLettersOutliveKilledNodesAndAForgetfulRedis() {
        var options = Options.parse(List.of("--scenario", "live,inbox", "--messages", "800", "--readers", "4",
            "--letters", "4000", "--folder", "target/faults-live-test"));
        assertEquals(0, Faults.run(options), "broken laws; seed " + options.seed());
    }

    @Test
    void theProgramSeesWhatIsBroken() {
        var findings = new Findings();
        var ledger = new Ledger(new Place.Room("r"), findings);
        ledger.sent("a");
        ledger.acked("a", 7);
        ledger.acked("a", 7);
        assertEquals(0, findings.count());
        ledger.acked("a", 8);
        assertEquals(1, findings.count());
        assertEquals(1, ledger.count());
        assertEquals(0, ledger.open());
    }

    @Test
    void optionsAreReadAndFaultyOnesTold() {
        var options = Options.parse(List.of("--scenario", "row,roll", "--seed", "7", "--messages", "10",
            "--nodes", "4", "--folder", "there"));
        assertEquals(EnumSet.of(Scenario.ROLL, Scenario.ROW), options.scenarios());
        assertEquals(7, options.seed());
        assertEquals(10, options.messages());
        assertEquals(4, options.nodes());
        assertEquals(8, options.readers());
        assertEquals(250, options.accepts());
        assertEquals(2_000, Options.parse(List.of("--scenario", "storm")).accepts());
        assertEquals(70, Options.parse(List.of("--clients", "70")).clientsOr(9));
        assertEquals(Path.of("there"), options.folder());
        for (var wrong : List.of(List.of("--speed", "1"), List.of("--seed"), List.of("--nodes", "many"))) {
            var fault = assertThrows(IllegalArgumentException.class, () -> Options.parse(wrong));
            assertTrue(!fault.getMessage().isEmpty());
        }
    }
}
