package dev.braid.serving.http;

import dev.braid.error.BraidException;
import dev.braid.project.ServingSettings;
import dev.braid.serving.access.Access;
import dev.braid.serving.access.AccessConfiguration;
import dev.braid.serving.access.Listening;
import dev.braid.serving.error.ServingErrors;
import dev.braid.serving.generation.LiveGenerations;
import dev.braid.serving.query.Queries;
import dev.braid.serving.trino.TrinoProtocol;
import java.time.Clock;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.boot.web.server.WebServerException;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.support.GenericApplicationContext;

/** The web server, over what answers. */
public final class HttpServer implements AutoCloseable {
  private final ConfigurableApplicationContext context;

  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  @Import({
    QueryController.class,
    StatusController.class,
    ViewsController.class,
    QueriesController.class,
    RestQueries.class,
    CsvConverter.class,
    ArrowConverter.class,
    Problems.class,
    LoadedHealthIndicator.class,
    ClusterMetrics.class,
    AccessConfiguration.class,
    TrinoProtocol.class
  })
  static class Application {}

  private HttpServer(ConfigurableApplicationContext context) {
    this.context = context;
  }

  public static HttpServer start(
      ServingSettings settings,
      LiveGenerations generations,
      Queries queries,
      ServingMetrics metrics,
      Access access,
      Clock clock) {
    SpringApplication application = new SpringApplication(Application.class);
    application.setWebApplicationType(WebApplicationType.SERVLET);
    application.setRegisterShutdownHook(false);
    application.setDefaultProperties(Listening.properties(settings));
    application.addInitializers(
        context -> {
          GenericApplicationContext beans = (GenericApplicationContext) context;
          // Spring would close it with the context; it is not the server's to close.
          beans.registerBean(
              LiveGenerations.class, () -> generations, bean -> bean.setDestroyMethodName(""));
          beans.registerBean(ServingMetrics.class, () -> metrics);
          beans.registerBean(Queries.class, () -> queries);
          beans.registerBean(ServingSettings.class, () -> settings);
          beans.registerBean(Access.class, () -> access, bean -> bean.setDestroyMethodName(""));
          beans.registerBean(Clock.class, () -> clock);
        });
    try {
      return new HttpServer(application.run());
    } catch (RuntimeException e) {
      for (Throwable cause = e; cause != null; cause = cause.getCause()) {
        if (cause instanceof BraidException known) {
          throw known;
        }
        if (cause instanceof PortInUseException) {
          throw ServingErrors.portTaken(settings.host(), settings.port());
        }
        if (cause instanceof WebServerException) {
          throw ServingErrors.cannotListen(settings.host(), settings.port(), cause);
        }
      }
      throw e;
    }
  }

  public int port() {
    return context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
  }

  @Override
  public void close() {
    context.close();
  }
}
