package io.halfdoor.api.data;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.config.ConfigRegistry;
import org.jdbi.v3.core.extension.ExtensionFactory;
import org.jdbi.v3.core.extension.ExtensionMetadata;
import org.jdbi.v3.core.extension.Extensions;
import org.jdbi.v3.core.extension.HandleSupplier;

/**
 * Attaches stores as JDBI does, but makes only the method ready that is called. JDBI makes all of
 * an interface ready each time, with a copy of the configuration for each: for a read that attaches
 * for a single call, and for a write that attaches several stores, it costs more than the
 * statement.
 */
final class StoreFactory implements ExtensionFactory {

  private final ExtensionFactory sqlObjects;

  /** What JDBI itself remembers of these belongs to the configuration that each handle copies. */
  private final Map<Class<?>, ExtensionMetadata> known = new ConcurrentHashMap<>();

  /** The same stores as this factory's. */
  StoreFactory(ExtensionFactory sqlObjects) {
    this.sqlObjects = sqlObjects;
  }

  @Override
  public boolean accepts(Class<?> type) {
    return sqlObjects.accepts(type);
  }

  /** Attaching is ours alone. */
  @Override
  public Set<FactoryFlag> getFactoryFlags() {
    return Set.of(FactoryFlag.DONT_USE_PROXY);
  }

  @Override
  public <E> E attach(Class<E> type, HandleSupplier handles) {
    ConfigRegistry config = handles.getConfig();
    ExtensionMetadata store =
        known.computeIfAbsent(
            type, unseen -> config.get(Extensions.class).findMetadata(unseen, sqlObjects));
    ConfigRegistry own = store.createInstanceConfiguration(config);
    Object proxy =
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) ->
                method.getDeclaringClass() == Object.class
                    ? ofObject(type, self, method, arguments)
                    : store
                        .createExtensionHandlerInvoker(self, method, handles, own)
                        .invoke(arguments));
    return type.cast(proxy);
  }

  @SuppressWarnings("ReferenceEquality") // a store is itself alone
  private static Object ofObject(Class<?> type, Object self, Method method, Object[] arguments) {
    return switch (method.getName()) {
      case "equals" -> self == arguments[0];
      case "hashCode" -> System.identityHashCode(self);
      default -> type.getSimpleName();
    };
  }
}
