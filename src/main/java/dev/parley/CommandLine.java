package dev.parley;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * What the operator typed.
 *
 * @param what  what to do
 * @param file  the configuration file, or the folder of the servers
 * @param sets  assignments such as {@code http.port=8081}
 * @param name  of the server key to make
 */
record CommandLine(What what, Optional<Path> file, List<String> sets, Optional<String> name) {

    static final String HELP = """
        Parley, a clustered real-time communications server.

        parley [--conf FILE] [--set key=value]...   run a node until it is told to end
          --conf FILE       settings (default: conf/parley.yaml beside this program)
          --set key=value   sets one of them, such as --set http.port=8081; may be repeated
          --servers FOLDER  run no node but one PostgreSQL and Redis for several nodes of this machine, and
                            write to FOLDER/servers.env how they are reached
          --check           say what is wrong with the settings, and end
          --key NAME        make a server key for a back end of that name, print it and its entry in the
                            settings, and end
          --reference       print the settings file with every key, default and meaning, and end
          --version, --help
        The environment sets keys too: PARLEY_HTTP_PORT=8081. PARLEY_PROFILE=demo tries it out.
        """;

    /** What the program is asked for. */
    enum What { RUN, SERVERS, CHECK, KEY, REFERENCE, VERSION, HELP }

    /** Throws {@link IllegalArgumentException} with a sentence when an argument is not understood. */
    static CommandLine parse(List<String> arguments) {
        var what = What.RUN;
        Optional<Path> file = Optional.empty();
        Optional<String> name = Optional.empty();
        var sets = new ArrayList<String>();
        var rest = arguments.iterator();
        while (rest.hasNext()) {
            var argument = rest.next();
            var option = argument.startsWith("--") && argument.contains("=")
                ? argument.substring(0, argument.indexOf('=')) : argument;
            switch (option) {
                case "--conf" -> file = Optional.of(Path.of(value(argument, option, rest)));
                case "--set" -> sets.add(value(argument, option, rest));
                case "--servers" -> {
                    what = What.SERVERS;
                    file = Optional.of(Path.of(value(argument, option, rest)));
                }
                case "--key" -> {
                    what = What.KEY;
                    name = Optional.of(value(argument, option, rest));
                }
                case "--check" -> what = What.CHECK;
                case "--reference" -> what = What.REFERENCE;
                case "--version" -> what = What.VERSION;
                case "--help", "-h" -> what = What.HELP;
                default -> throw new IllegalArgumentException(
                    "\"" + argument + "\" is not understood; --help tells what is.");
            }
        }
        return new CommandLine(what, file, List.copyOf(sets), name);
    }

    private static String value(String argument, String option, Iterator<String> rest) {
        if (!argument.equals(option)) {
            return argument.substring(option.length() + 1);
        }
        if (!rest.hasNext()) {
            throw new IllegalArgumentException(option + " needs a value; --help tells which.");
        }
        return rest.next();
    }
}
