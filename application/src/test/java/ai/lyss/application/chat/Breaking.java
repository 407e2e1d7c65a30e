package ai.lyss.application.chat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Set;

/** Ports with a bug in some of their methods. */
final class Breaking {

  /** What such a method throws. */
  static final class Bug extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Bug(String where) {
      super("a bug in " + where);
    }
  }

  private Breaking() {}

  /** Returns a port that does what another does, but throws at these methods. */
  static <T> T at(Class<T> port, T real, Set<String> methods) {
    return port.cast(
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (proxy, method, arguments) -> {
              if (methods.contains(method.getName())) {
                throw new Bug(method.getName());
              }
              try {
                return method.invoke(real, arguments);
              } catch (InvocationTargetException thrown) {
                throw thrown.getCause();
              }
            }));
  }
}
