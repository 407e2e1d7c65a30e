package ai.lyss.adapter.rest.endpoint;

/**
 * Names the Java method that serves an administration endpoint; names, not references, so that it
 * can be looked up without reflection.
 *
 * @param className the fully qualified name of the JAX-RS class
 * @param methodName the name of its method, which is not overloaded
 */
public record ResourceMethod(String className, String methodName) {
  @Override
  public String toString() {
    return className + "#" + methodName;
  }
}
