package dev.parley.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What does not fit together is refused, naming the key that is to blame. */
class RulesTest {

    private static final String SECRET = "a-secret-of-more-than-32-bytes-for-this-test";

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "auth.secret=short | auth.secret",
        "profile=production,auth.secret=" + Keys.DEMO_SECRET + " | auth.secret",
        "profile=production,auth.guests=true,auth.secret=" + SECRET + " | auth.guests",
        "profile=production,postgres.embedded=true,auth.secret=" + SECRET + " | postgres.embedded",
        "profile=production,redis.embedded=true,auth.secret=" + SECRET + " | redis.embedded",
        "auth.secret=,auth.guests=false | auth.secret",
        "auth.secret=,auth.jwks=keys.json | auth.guests",
        "auth.publicKeys=absent.pem | auth.publicKeys",
        "session.frameBytesMax=300000 | session.frameBytesMax",
        "session.commandsBurst=1 | session.commandsBurst",
        "session.outboxBytesMax=20000 | session.outboxBytesMax",
        "session.registrationsBurst=1999 | session.registrationsBurst",
        "session.bytesBurst=200000 | session.bytesBurst",
        "user.registrationsBurst=1999 | user.registrationsBurst",
        "address.bytesBurst=200000 | address.bytesBurst",
        "http.trustedProxies=proxy.example.org | http.trustedProxies",
        "http.forwardedHeader=Via | http.forwardedHeader",
        "postgres.batchMax=10000,postgres.queueMax=9999 | postgres.batchMax",
        "postgres.lockTimeoutMs=20000 | postgres.lockTimeoutMs",
        "postgres.embedded=false | postgres.host",
        "redis.embedded=false | redis.url",
        "redis.url=localhost:6379 | redis.url",
        "http.publicUrl=example.org | http.publicUrl",
        "http.origins=example.org | http.origins",
        "http.host= | http.host",
        "cluster.enabled=true,cluster.members= | cluster.members",
        "cluster.busPort=5701 | cluster.busPort",
        "cluster.name= | cluster.name"})
    void refusesWhatDoesNotFitTogether(String sets, String key) {
        var all = new ArrayList<>(List.of("profile=demo"));
        all.addAll(Arrays.asList(sets.strip().split(",")));
        var faults = assertThrows(FaultySettingsException.class,
            () -> SettingsReader.read(Optional.empty(), Map.of(), all, Path.of(""))).faults();
        assertEquals(List.of(key), faults.stream().map(Fault::key).toList(), faults.toString());
    }
}
