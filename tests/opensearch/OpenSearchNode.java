import java.util.*;
import org.opensearch.Version;
import org.opensearch.common.settings.Settings;
import org.opensearch.env.Environment;
import org.opensearch.node.*;
import org.opensearch.plugins.PluginInfo;

/** One real node: arguments are its home and its plugins' classes. It ends when its input does. */
public final class OpenSearchNode extends Node {
    private OpenSearchNode(Environment environment, List<PluginInfo> plugins) {
        super(environment, plugins, true);
    }

    public static void main(String[] arguments) throws Exception {
        var home = Settings.builder().put("path.home", arguments[0]).build();
        var environment = InternalSettingsPreparer.prepareEnvironment(home, Map.of(), null, () -> "node");
        var plugins = new ArrayList<PluginInfo>();
        for (var name : List.of(arguments).subList(1, arguments.length))
            plugins.add(new PluginInfo(name, name, "3.4.0", Version.CURRENT, "21", name, List.of(), false));
        new OpenSearchNode(environment, plugins).start();
        while (System.in.read() >= 0) { }
        Runtime.getRuntime().halt(0);
    }
}
