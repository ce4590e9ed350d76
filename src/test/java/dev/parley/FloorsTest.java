package dev.parley;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The house has floors (docs/architecture.md): a package imports from lower floors only. */
class FloorsTest {

    private static final String ROOT = "dev.parley";

    private static final Map<String, Integer> FLOORS = new TreeMap<>(Map.ofEntries(
        Map.entry("protocol", 0), Map.entry("config", 0),
        Map.entry("log", 1), Map.entry("bus", 1), Map.entry("redis", 1), Map.entry("auth", 1),
        Map.entry("limit", 1), Map.entry("metrics", 1), Map.entry("embedded", 1), Map.entry("cluster", 1),
        Map.entry("tls", 1), Map.entry("console", 1),
        Map.entry("persistence", 2), Map.entry("relay", 2), Map.entry("recent", 2),
        Map.entry("room", 3), Map.entry("live", 3), Map.entry("presence", 3), Map.entry("notification", 3),
        Map.entry("webhook", 3), Map.entry("gateway", 3), Map.entry("outbox", 3),
        Map.entry("hub", 3),
        Map.entry("session", 4),
        Map.entry("transport", 5), Map.entry("operations", 5),
        Map.entry("", 6),
        Map.entry("client", 7),
        Map.entry("abuse", 8), Map.entry("bench", 8), Map.entry("demo", 8), Map.entry("faults", 8)));

    private static final JavaClasses HOUSE = new ClassFileImporter()
        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
        .importPackages(ROOT);

    @Test
    void everyPackageHasAFloor() {
        var homeless = HOUSE.stream().map(FloorsTest::room).distinct()
            .filter(room -> !FLOORS.containsKey(room)).sorted().toList();
        assertEquals(List.of(), homeless, "packages without a floor");
    }

    @Test
    void importsPointDownwards() {
        var upward = new ArrayList<String>();
        for (var from : HOUSE) {
            for (var dependency : from.getDirectDependenciesFromSelf()) {
                var to = dependency.getTargetClass();
                if (to.getPackageName().startsWith(ROOT) && !room(from).equals(room(to))
                    && floor(from) <= floor(to)) {
                    upward.add(from.getName() + " → " + to.getName());
                }
            }
        }
        assertEquals(List.of(), upward.stream().distinct().sorted().toList(), "imports that point up");
    }

    @Test
    void theLawsAreNotVacuous() {
        assertTrue(HOUSE.size() > 20, "classes found: " + HOUSE.size());
    }

    @Test
    void nobodyBlocksALoop() {
        ArchRuleDefinition.noClasses()
            .that().resideInAnyPackage(rooms("protocol", "log", "bus", "redis", "persistence", "relay",
                "recent", "room", "live", "gateway", "presence", "notification", "webhook", "outbox", "hub",
                "session", "transport"))
            .should().callMethod(Thread.class, "sleep", long.class)
            .orShould().callMethod(io.vertx.core.Future.class, "await")
            .orShould().dependOnClassesThat().haveFullyQualifiedName("java.lang.ThreadLocal")
            .because("an event loop that waits stops a thousand clients")
            .allowEmptyShould(true)
            .check(HOUSE);
    }

    @Test
    void databindStaysAway() {
        ArchRuleDefinition.noClasses().should().dependOnClassesThat()
            .resideInAPackage("com.fasterxml.jackson.databind..")
            .because("its presence switches all of Vert.x to the slower codec")
            .check(HOUSE);
    }

    private static String[] rooms(String... names) {
        return List.of(names).stream().map(name -> ROOT + "." + name + "..").toArray(String[]::new);
    }

    /** The package directly below the root that a class lives in; empty for the root itself. */
    private static String room(JavaClass type) {
        var rest = type.getPackageName().substring(ROOT.length());
        return rest.isEmpty() ? "" : rest.substring(1).lines()
            .map(name -> name.contains(".") ? name.substring(0, name.indexOf('.')) : name)
            .collect(Collectors.joining());
    }

    private static int floor(JavaClass type) {
        return FLOORS.getOrDefault(room(type), -1);
    }
}
