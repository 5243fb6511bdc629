package io.habeas.notification.policy;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the public pages say around a version's own words. */
public record PageWords(
    String language,
    String languages,
    String announcedChange,
    String comes,
    String inDays,
    String readIt,
    String announced,
    String inForce,
    String wasInForce,
    String withdrawn,
    String postponed,
    String correction,
    String notComing,
    String comesLater,
    String notMaterial,
    String version,
    String versions,
    String contents,
    String whatChanged,
    String differenceTitle,
    String kept,
    String added,
    String removed,
    String moved,
    String noEarlier,
    String feed,
    Map<DocumentKind, String> kinds) {
  private static final Set<String> RIGHT_TO_LEFT = Set.of("ar", "fa", "he", "ur", "ps", "sd", "yi");

  private static final PageWords ENGLISH =
      new PageWords(
          "en",
          "Languages",
          "Announced change",
          "comes into force on",
          "in %d days",
          "Read the announced version",
          "Announced, in force from %s",
          "In force since %s",
          "In force from %s to %s",
          "Withdrawn",
          "Postponed, not before %s",
          "Correction",
          "We announced a change for %s. It will not come; what applied before goes on to apply.",
          "We announced a change for %s. It comes later: not before %s, and it is announced again.",
          "This change was not announced by mail, because it is not material:",
          "Version",
          "All versions",
          "Contents",
          "What it changed",
          "What version %s changes in version %s",
          "Unchanged",
          "Added",
          "Removed",
          "Moved",
          "There is no earlier version in this language: everything is new.",
          "Changes as a feed",
          Map.of(
              DocumentKind.PRIVACY,
              "Privacy policy",
              DocumentKind.COOKIE,
              "Cookie policy",
              DocumentKind.TERMS,
              "Terms",
              DocumentKind.DATA_PROCESSING_AGREEMENT,
              "Data processing agreement",
              DocumentKind.SUB_PROCESSOR_LIST,
              "Sub-processors"));

  private static final PageWords GERMAN =
      new PageWords(
          "de",
          "Sprachen",
          "Angekündigte Änderung",
          "gilt ab dem",
          "in %d Tagen",
          "Die angekündigte Fassung lesen",
          "Angekündigt, gilt ab %s",
          "Gilt seit %s",
          "Galt vom %s bis %s",
          "Zurückgezogen",
          "Verschoben, nicht vor dem %s",
          "Berichtigung",
          "Wir hatten eine Änderung zum %s angekündigt. Sie kommt nicht; was bisher galt, gilt weiter.",
          "Wir hatten eine Änderung zum %s angekündigt. Sie kommt später: nicht vor dem %s, und sie"
              + " wird erneut angekündigt.",
          "Diese Änderung wurde nicht per E-Mail angekündigt, weil sie nicht wesentlich ist:",
          "Fassung",
          "Alle Fassungen",
          "Inhalt",
          "Was sie geändert hat",
          "Was Fassung %s an Fassung %s ändert",
          "Unverändert",
          "Neu",
          "Entfernt",
          "Verschoben",
          "In dieser Sprache gibt es keine frühere Fassung: alles ist neu.",
          "Änderungen als Feed",
          Map.of(
              DocumentKind.PRIVACY,
              "Datenschutzerklärung",
              DocumentKind.COOKIE,
              "Cookie-Richtlinie",
              DocumentKind.TERMS,
              "Bedingungen",
              DocumentKind.DATA_PROCESSING_AGREEMENT,
              "Auftragsverarbeitungsvertrag",
              DocumentKind.SUB_PROCESSOR_LIST,
              "Unterauftragnehmer"));

  private static final PageWords ARABIC =
      new PageWords(
          "ar",
          "اللغات",
          "تغيير معلن",
          "يسري اعتبارًا من",
          "خلال %d يومًا",
          "اقرأ النسخة المعلنة",
          "معلنة، تسري من %s",
          "سارية منذ %s",
          "كانت سارية من %s إلى %s",
          "مسحوبة",
          "مؤجلة، ليس قبل %s",
          "تصحيح",
          "أعلنّا عن تغيير بتاريخ %s. لن يحدث هذا التغيير؛ ويستمر سريان ما كان ساريًا.",
          "أعلنّا عن تغيير بتاريخ %s. سيأتي لاحقًا: ليس قبل %s، وسيُعلن عنه من جديد.",
          "لم يُعلن عن هذا التغيير بالبريد لأنه ليس جوهريًا:",
          "النسخة",
          "جميع النسخ",
          "المحتويات",
          "ما الذي غيّرته",
          "ما تغيّره النسخة %s في النسخة %s",
          "دون تغيير",
          "أضيف",
          "حُذف",
          "نُقل",
          "لا توجد نسخة سابقة بهذه اللغة: كل شيء جديد.",
          "التغييرات كموجز",
          Map.of(
              DocumentKind.PRIVACY,
              "سياسة الخصوصية",
              DocumentKind.COOKIE,
              "سياسة ملفات الارتباط",
              DocumentKind.TERMS,
              "الشروط",
              DocumentKind.DATA_PROCESSING_AGREEMENT,
              "اتفاقية معالجة البيانات",
              DocumentKind.SUB_PROCESSOR_LIST,
              "المعالجون من الباطن"));

  private static final Map<String, PageWords> KNOWN =
      Map.of("en", ENGLISH, "de", GERMAN, "ar", ARABIC);

  /** The words beside a text in that language; English where there are none. */
  static PageWords beside(String language) {
    return KNOWN.getOrDefault(Locale.forLanguageTag(language).getLanguage(), ENGLISH);
  }

  /** From which side a language is written, as HTML says it. */
  static String direction(String language) {
    return RIGHT_TO_LEFT.contains(Locale.forLanguageTag(language).getLanguage()) ? "rtl" : "ltr";
  }

  /** From which side these words are written. */
  public String direction() {
    return direction(language);
  }

  String kind(PolicyDocument document) {
    return Objects.requireNonNull(kinds.get(document.kind()));
  }

  String day(@Nullable Instant at) {
    return at == null
        ? ""
        : DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
            .withLocale(Locale.forLanguageTag(language))
            .format(at.atOffset(ZoneOffset.UTC));
  }

  /** How long it is until then, in whole days. */
  String until(Instant at, Instant now) {
    long days = Math.max(0, Duration.between(now, at).toDays());
    return inDays.formatted(days);
  }

  String status(PolicyVersion version) {
    return switch (version.state()) {
      case DRAFT -> "";
      case ANNOUNCED -> announced.formatted(day(version.effectiveAt()));
      case IN_FORCE -> inForce.formatted(day(version.inForceAt()));
      case SUPERSEDED ->
          wasInForce.formatted(day(version.inForceAt()), day(version.supersededAt()));
      case WITHDRAWN -> withdrawn;
      case POSTPONED -> postponed.formatted(day(version.effectiveAt()));
    };
  }

  /** What a corrected notice says. */
  String corrected(PolicyVersion version) {
    String promised = day(Objects.requireNonNull(version.correction()).promisedAt());
    return version.state() == VersionState.POSTPONED
        ? comesLater.formatted(promised, day(version.effectiveAt()))
        : notComing.formatted(promised);
  }
}
