package ai.lyss.adapter.rest.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The endpoint table and the JAX-RS annotations say the same, in both directions. */
final class EndpointTableMatchesResourcesTest {

  private static final String ROOT_PACKAGE = "ai.lyss.adapter.rest";

  @Test
  void has_an_entry_for_every_resource_method_and_a_method_for_every_entry()
      throws IOException, URISyntaxException {
    var annotated = new ArrayList<String>();
    for (var resource : resources()) {
      for (var method : resource.getMethods()) {
        verbs(method).forEach(verb -> annotated.add(line(verb, resource, method)));
      }
    }
    var listed =
        EndpointTable.SERVED.ofKind(EndpointKind.ADMINISTRATION).stream()
            .map(each -> each.verb() + " " + each.path() + " " + each.resource())
            .toList();

    assertThat(annotated).isNotEmpty().containsExactlyInAnyOrderElementsOf(listed);
  }

  private static String line(String verb, Class<?> resource, Method method) {
    var path = resource.getAnnotation(Path.class).value();
    var below = method.getAnnotation(Path.class);
    var whole = below == null ? path : path + "/" + below.value();
    return verb + " " + whole + " " + resource.getName() + "#" + method.getName();
  }

  private static List<String> verbs(Method method) {
    return Arrays.stream(method.getAnnotations())
        .map(annotation -> annotation.annotationType().getAnnotation(HttpMethod.class))
        .filter(verb -> verb != null)
        .map(HttpMethod::value)
        .toList();
  }

  private static List<Class<?>> resources() throws IOException, URISyntaxException {
    var source = EndpointTable.class.getProtectionDomain().getCodeSource().getLocation();
    var root = java.nio.file.Path.of(source.toURI());
    try (var files = Files.walk(root.resolve(ROOT_PACKAGE.replace('.', '/')))) {
      return files
          .map(file -> root.relativize(file).toString())
          .filter(file -> file.endsWith(".class") && !file.endsWith("package-info.class"))
          .map(file -> file.substring(0, file.length() - ".class".length()).replace('/', '.'))
          .<Class<?>>map(EndpointTableMatchesResourcesTest::load)
          .filter(type -> type.isAnnotationPresent(Path.class))
          .toList();
    }
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName(name, false, EndpointTable.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new AssertionError(name, e);
    }
  }
}
