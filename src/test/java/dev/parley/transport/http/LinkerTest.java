package dev.parley.transport.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Modules are joined in the order in which they need one another, or not at all. */
class LinkerTest {

    @Test
    void joinsWhatIsImportedBeforeWhatImports() {
        var joined = Linker.link(Map.of(
            "/a/main.js", "import {one, two as zwei} from './b.js';\n/** Says it. */\nshow(one, zwei);\n",
            "/a/b.js", "export * from '/c.js';\nexport {d} from \"../d.js\";\n".replace('"', '\'')
                + "export const one = 1;\nexport async function go() {\n}\n",
            "/c.js", "const t=2;function f(){}export{t as two,t};\n",
            "/d.js", "export class d {\n}\n"), "/a/main.js");
        assertEquals("""
            // /c.js
            const module$0 = (() => {
            const t=2;function f(){}
            return {two: t, t};
            })();
            // /d.js
            const module$1 = (() => {
            class d {
            }
            return {d};
            })();
            // /a/b.js
            const module$2 = (() => {
            const one = 1;
            async function go() {
            }
            return {...module$0, d: module$1.d, one, go};
            })();
            // /a/main.js
            const module$3 = (() => {
            const {one, two: zwei} = module$2;
            show(one, zwei);
            return {};
            })();
            """, joined);
    }

    @Test
    void joinsEachModuleOnce() {
        var joined = Linker.link(Map.of(
            "/m.js", "import {a} from './a.js';\nimport {b} from './b.js';\n",
            "/a.js", "import {b} from './b.js';\nexport const a = b;\n",
            "/b.js", "export const b = 1;\n"), "/m.js");
        assertEquals(3, joined.split("// /").length - 1);
    }

    @Test
    void leavesTextsAsTheyAre() {
        var source = "const a = `$1 \\\\ ${b}`; // import {x} from 'y'\n";
        var joined = Linker.link(Map.of("/m.js", source), "/m.js");
        assertTrue(joined.contains(source), joined);
    }

    @ParameterizedTest
    @ValueSource(strings = {"import './b.js';", "import b from './b.js';", "import * as b from './b.js';",
        "export default 1;", "export let a = 1;", "import {b} from './nowhere.js';",
        "import {a} from './m.js';"})
    void refusesWhatItCannotJoin(String source) {
        var sources = Map.of("/m.js", source + "\n", "/b.js", "export const b = 1;\n");
        assertThrows(IllegalStateException.class, () -> Linker.link(sources, "/m.js"));
    }
}
