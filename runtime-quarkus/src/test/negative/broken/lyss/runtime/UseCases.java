package broken.lyss.runtime;

/** Only fills its layer. */
public class UseCases {}
