package dev.parley.authorisation;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/** Asks what tables say, cell by cell, and tells what came of it. */
final class Trial {

    private final Crew crew;
    private final String prefix;
    private final List<String> reads;

    /**
     * @param prefix of the names of its rooms
     * @param reads  the commands that leave a room as it was: they share one for each column
     */
    Trial(Crew crew, String prefix, List<String> reads) {
        this.crew = crew;
        this.prefix = prefix;
        this.reads = reads;
    }

    /** A column of a line. */
    private record Cell(Line line, Place place, Standing standing) {
    }

    /** The outcomes of each line, as a table shows them. */
    List<String> commands(List<Line> lines) {
        return outcomes(lines, this::command);
    }

    /** The same for channels, each asked for in this way. */
    List<String> channels(List<Line> lines, BiFunction<Speaker, String, Future<JsonObject>> ask) {
        return outcomes(lines, (cell, scene) ->
            ask.apply(crew.speaker(cell.standing()), scene.fill(cell.line().asked())));
    }

    private List<String> outcomes(List<Line> lines, BiFunction<Cell, Scene, Future<JsonObject>> ask) {
        var cells = lines.stream().flatMap(line -> line.places().stream()
            .flatMap(place -> place.standings().stream().map(who -> new Cell(line, place, who)))).toList();
        var scenes = scenes(cells);
        var signs = new LinkedHashMap<Cell, Future<String>>();
        for (var cell : cells) {
            signs.put(cell, Speaker.sign(ask.apply(cell, scenes.get(cell))));
        }
        Crew.await(Future.all(new ArrayList<>(signs.values())));
        return lines.stream().map(line -> line.places().stream()
            .map(place -> place.standings().stream()
                .map(who -> signs.get(new Cell(line, place, who)).result()).collect(Collectors.joining()))
            .collect(Collectors.joining(" "))).toList();
    }

    private Map<Cell, Scene> scenes(List<Cell> cells) {
        var wanted = new LinkedHashMap<String, Scene>();
        var names = new HashMap<Cell, String>();
        for (var cell : cells) {
            var shared = cell.line().body().isEmpty() || cell.line().looks(reads);
            var name = prefix + (shared ? "" : cell.line().number()) + "-" + cell.place().word() + "-"
                + cell.standing().user();
            names.put(cell, name);
            wanted.putIfAbsent(name, new Scene(name, cell.place(), cell.standing()));
        }
        var made = new ArrayList<>(wanted.keySet());
        var ready = Scene.prepare(wanted.values(), crew);
        var byName = new HashMap<String, Scene>();
        for (int i = 0; i < made.size(); i++) {
            byName.put(made.get(i), ready.get(i));
        }
        return cells.stream().collect(Collectors.toMap(cell -> cell, cell -> byName.get(names.get(cell))));
    }

    private Future<JsonObject> command(Cell cell, Scene scene) {
        var line = cell.line();
        var name = line.asked().split(" ");
        var body = new JsonObject(scene.fill(line.body().replace("$token", crew.token(cell.standing()))));
        if (!line.alone()) {
            return crew.speaker(cell.standing()).ask(name[0], name[1], body);
        }
        var own = crew.newcomer(cell.standing());
        return own.ask(name[0], name[1], body).onComplete(answered -> own.close());
    }
}
