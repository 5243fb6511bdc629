package io.habeas.access;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationTarget;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.MethodInfo;

/**
 * Writes what each operation declares into the API description, where the gateway reads its routes
 * ({@code x-habeas-gateway}) and the permission matrix and its sweep read the rest ({@code
 * x-habeas-permission}). So none of them can differ from the code.
 */
@OpenApiFilter(OpenApiFilter.RunStage.BUILD)
public class PermissionsInOpenApi implements OASFilter {

  private static final DotName PERMIT = DotName.createSimple(Permit.class);
  private static final DotName ANYONE = DotName.createSimple(PermitAnyone.class);

  private final Map<String, AnnotationInstance> declared = new LinkedHashMap<>();
  private final IndexView index;

  /**
   * @param index the application's classes, as the build sees them
   */
  public PermissionsInOpenApi(IndexView index) {
    this.index = index;
    collect(PERMIT);
    collect(ANYONE);
  }

  private void collect(DotName annotation) {
    for (AnnotationInstance instance : index.getAnnotations(annotation)) {
      if (instance.target().kind() == AnnotationTarget.Kind.METHOD) {
        MethodInfo method = instance.target().asMethod();
        declared.put(
            method.declaringClass().name().withoutPackagePrefix() + "_" + method.name(), instance);
      }
    }
  }

  @Override
  public void filterOpenAPI(OpenAPI api) {
    if (api.getPaths() == null) {
      return;
    }
    api.getPaths()
        .getPathItems()
        .values()
        .forEach(path -> path.getOperations().values().forEach(this::describe));
  }

  private void describe(Operation operation) {
    AnnotationInstance instance = declared.get(String.valueOf(operation.getOperationId()));
    if (instance == null) {
      return;
    }
    boolean anyone = instance.name().equals(ANYONE);
    operation.addExtension(
        "x-habeas-permission", anyone ? Map.of("anyone", true) : permission(instance));
    operation.addExtension("x-habeas-gateway", flag(instance, "gateway"));
  }

  private Map<String, Object> permission(AnnotationInstance permit) {
    Map<String, Object> permission = new LinkedHashMap<>();
    permission.put("scope", permit.valueWithDefault(index, "scope").asString());
    List<String> roles =
        new ArrayList<>(List.of(permit.valueWithDefault(index, "roles").asEnumArray()));
    permission.put("roles", roles.stream().map(role -> Role.valueOf(role).claim()).toList());
    permission.put(
        "ownership",
        permit.valueWithDefault(index, "ownership").asEnum().toLowerCase(java.util.Locale.ROOT));
    permission.put("recentSignIn", flag(permit, "recentSignIn"));
    return permission;
  }

  private boolean flag(AnnotationInstance instance, String name) {
    return instance.valueWithDefault(index, name).asBoolean();
  }
}
