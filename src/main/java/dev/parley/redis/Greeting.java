package dev.parley.redis;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is said on a new connection before it is used: who are you, are you a master, know these scripts. */
final class Greeting {

    private static final Pattern RUN_ID = Pattern.compile("(?m)^run_id:(\\w+)");
    private static final Pattern VERSION = Pattern.compile("(?m)^redis_version:(\\d+)\\.(\\d+)");
    private static final int MAJOR_MIN = 6;
    private static final int MINOR_MIN = 2;

    private final RedisConnection connection;
    private final List<Script> scripts;

    Greeting(RedisConnection connection, List<Script> scripts) {
        this.connection = connection;
        this.scripts = scripts;
    }

    /** The server's run id. Fails, with a reason for the operator, where it cannot be used. */
    Future<String> exchange() {
        return connection.send(Request.cmd(Command.INFO).arg("server"))
            .compose(info -> connection.send(Request.cmd(Command.ROLE))
                .compose(role -> judge(info.toString(), role)))
            .compose(life -> load(0).map(life));
    }

    private static Future<String> judge(String about, Response role) {
        var life = RUN_ID.matcher(about);
        var version = VERSION.matcher(about);
        if (!life.find() || !version.find()) {
            return Future.failedFuture("it does not say which Redis it is");
        }
        if (old(version)) {
            return Future.failedFuture("it is Redis " + version.group(1) + "." + version.group(2) + "; "
                + MAJOR_MIN + "." + MINOR_MIN + " or newer is needed");
        }
        return role.get(0).toString().equals("master") ? Future.succeededFuture(life.group(1))
            : Future.failedFuture("it is no master");
    }

    private static boolean old(Matcher version) {
        int major = Integer.parseInt(version.group(1));
        return major < MAJOR_MIN
            || major == MAJOR_MIN && Integer.parseInt(version.group(2)) < MINOR_MIN;
    }

    private Future<Void> load(int from) {
        return from == scripts.size() ? Future.succeededFuture()
            : connection.send(Request.cmd(Command.SCRIPT).arg("LOAD").arg(scripts.get(from).text()))
                .compose(loaded -> load(from + 1));
    }
}
