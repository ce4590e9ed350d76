package dev.parley.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.config.SessionSettings;
import dev.parley.config.SettingsReader;
import dev.parley.session.Pulse.Need;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The times of a session, without waiting for them. */
class PulseTest {

    private final SessionSettings settings = SettingsReader.forTests("session.pingAfterMs=4000",
        "session.deadAfterMs=4000", "session.outboxLagMsMax=10000",
        "session.measureEveryMs=0", "session.signInMs=3000000").session();
    private final Pulse pulse = new Pulse(0, settings);

    private Need at(long ms) {
        return pulse.look(ms, settings, true);
    }

    @Test
    void pingsAfterSilenceAndGivesUpWhenNothingAnswers() {
        assertEquals(Need.NOTHING, at(3999));
        assertEquals(Need.PING, at(4000));
        assertEquals(Need.NOTHING, at(7999));
        assertEquals(Need.DIE_SILENT, at(8000));
    }

    @Test
    void anySignOfLifeBeginsTheSilenceAnew() {
        assertEquals(Need.PING, at(4000));
        pulse.heard(7999);
        assertEquals(Need.NOTHING, at(8000));
        assertEquals(Need.PING, at(11_999));
    }

    @Test
    void silenceProvesNothingWhileWeDoNotRead() {
        assertEquals(Need.NOTHING, pulse.look(60_000, settings, false));
        assertEquals(Need.PING, at(60_001));
    }

    @Test
    void aClockThatWasHeldUpAsksBeforeItKills() {
        assertEquals(Need.PING, at(600_000));
        assertEquals(Need.NOTHING, at(600_001));
    }

    @Test
    void warns30SecondsBeforeTheEndOfATokenAndCloses25SecondsAfterThat() {
        pulse.token(0, 100_000);
        assertEquals(Need.NOTHING, pulse.look(69_999, settings, false));
        assertEquals(Need.WARN, pulse.look(70_000, settings, false));
        assertEquals(Need.NOTHING, pulse.look(94_999, settings, false));
        assertEquals(Need.DIE_EXPIRED, pulse.look(95_000, settings, false));
    }

    @Test
    void warnsAtOnceOfATokenThatEndsSooner() {
        pulse.token(0, 3000);
        assertEquals(Need.WARN, at(0));
        pulse.heard(24_000);
        assertEquals(Need.NOTHING, at(24_999));
        assertEquals(Need.DIE_EXPIRED, at(25_000));
    }

    @Test
    void aNewTokenTakesBackTheEnd() {
        pulse.token(0, 3000);
        assertEquals(Need.WARN, at(0));
        pulse.token(20_000, 100_000);
        pulse.heard(25_000);
        assertEquals(Need.NOTHING, at(25_000));
        assertEquals(Need.WARN, pulse.look(90_000, settings, false));
    }

    @Test
    void closesWhoStaysFullAndForgivesWhoDrains() {
        pulse.full(1000);
        pulse.full(5000);
        pulse.heard(10_999);
        assertEquals(Need.NOTHING, at(10_999));
        pulse.drained();
        assertEquals(Need.NOTHING, at(11_000));
        pulse.full(12_000);
        pulse.heard(22_000);
        assertEquals(Need.DIE_SLOW, at(22_000));
    }

    @Test
    void leavesAtItsSlotOfADrainAndNotBefore() {
        pulse.move(3000);
        assertEquals(Need.NOTHING, at(2999));
        assertEquals(Need.MOVE, at(3000));
    }

    @Test
    void sendsAwayWhoDoesNotSignIn() {
        var hasty = SettingsReader.forTests("session.signInMs=10000").session();
        var stranger = new Pulse(0, hasty);
        var user = new Pulse(0, hasty);
        user.token(5000, 100_000);
        stranger.heard(9999);
        user.heard(9999);
        assertEquals(Need.NOTHING, stranger.look(9999, hasty, false));
        assertEquals(Need.DIE_STRANGE, stranger.look(10_000, hasty, false));
        assertEquals(Need.NOTHING, user.look(10_000, hasty, false));
    }

    @Test
    void measuresTheWayOfWhoIsNeverSilentAndDoesNotKillHimForIt() {
        var curious = SettingsReader.forTests("session.measureEveryMs=30000", "session.pingAfterMs=4000",
            "session.deadAfterMs=4000", "session.signInMs=3000000").session();
        var talker = new Pulse(0, curious);
        var pings = new ArrayList<Integer>();
        for (int now = 0; now <= 70_000; now += 500) {
            talker.heard(now);
            switch (talker.look(now, curious, true)) {
                case PING -> pings.add(now);
                case NOTHING -> { }
                default -> throw new AssertionError("at " + now);
            }
        }
        assertEquals(List.of(4000, 34_000, 64_000), pings);
    }

    @Test
    void aPingForSilenceMeasuresToo() {
        var curious = SettingsReader.forTests("session.measureEveryMs=30000", "session.pingAfterMs=4000",
            "session.deadAfterMs=4000", "session.signInMs=3000000").session();
        var quiet = new Pulse(0, curious);
        assertEquals(Need.PING, quiet.look(4000, curious, true));
        quiet.heard(4001);
        assertEquals(Need.NOTHING, quiet.look(4001, curious, true));
        assertEquals(Need.PING, quiet.look(8001, curious, true));
        quiet.heard(8002);
        assertEquals(Need.NOTHING, quiet.look(8002, curious, true));
    }
}
