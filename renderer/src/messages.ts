import i18next from 'i18next';
import Icu from 'i18next-icu';
import { initReactI18next } from 'react-i18next';
import accountsDe from './accounts/messages.de.json' with { type: 'json' };
import accountsEn from './accounts/messages.en.json' with { type: 'json' };
import chartsDe from './charts/messages.de.json' with { type: 'json' };
import chartsEn from './charts/messages.en.json' with { type: 'json' };
import componentsDe from './components/messages.de.json' with { type: 'json' };
import componentsEn from './components/messages.en.json' with { type: 'json' };
import catalogueDe from './diagnostics/catalogue/messages.de.json' with { type: 'json' };
import catalogueEn from './diagnostics/catalogue/messages.en.json' with { type: 'json' };
import evaluationsDe from './diagnostics/evaluations/messages.de.json' with { type: 'json' };
import evaluationsEn from './diagnostics/evaluations/messages.en.json' with { type: 'json' };
import guidedDe from './diagnostics/guided-tests/messages.de.json' with { type: 'json' };
import guidedEn from './diagnostics/guided-tests/messages.en.json' with { type: 'json' };
import diagnosticsDe from './diagnostics/messages.de.json' with { type: 'json' };
import diagnosticsEn from './diagnostics/messages.en.json' with { type: 'json' };
import modelsDe from './diagnostics/models/messages.de.json' with { type: 'json' };
import modelsEn from './diagnostics/models/messages.en.json' with { type: 'json' };
import importsDe from './measurements/imports/messages.de.json' with { type: 'json' };
import importsEn from './measurements/imports/messages.en.json' with { type: 'json' };
import measurementsDe from './measurements/messages.de.json' with { type: 'json' };
import measurementsEn from './measurements/messages.en.json' with { type: 'json' };
import plotDe from './measurements/plot/messages.de.json' with { type: 'json' };
import plotEn from './measurements/plot/messages.en.json' with { type: 'json' };
import retentionDe from './measurements/retention/messages.de.json' with { type: 'json' };
import retentionEn from './measurements/retention/messages.en.json' with { type: 'json' };
import templatesDe from './measurements/templates/messages.de.json' with { type: 'json' };
import templatesEn from './measurements/templates/messages.en.json' with { type: 'json' };
import operationsDe from './operations/messages.de.json' with { type: 'json' };
import operationsEn from './operations/messages.en.json' with { type: 'json' };
import composerDe from './reports/composer/messages.de.json' with { type: 'json' };
import composerEn from './reports/composer/messages.en.json' with { type: 'json' };
import lifeDe from './reports/life/messages.de.json' with { type: 'json' };
import lifeEn from './reports/life/messages.en.json' with { type: 'json' };
import reportsDe from './reports/messages.de.json' with { type: 'json' };
import reportsEn from './reports/messages.en.json' with { type: 'json' };
import reportTemplatesDe from './reports/templates/messages.de.json' with { type: 'json' };
import reportTemplatesEn from './reports/templates/messages.en.json' with { type: 'json' };
import limitsDe from './systems/limits/messages.de.json' with { type: 'json' };
import limitsEn from './systems/limits/messages.en.json' with { type: 'json' };
import systemsDe from './systems/messages.de.json' with { type: 'json' };
import systemsEn from './systems/messages.en.json' with { type: 'json' };
import schematicDe from './systems/schematic/messages.de.json' with { type: 'json' };
import schematicEn from './systems/schematic/messages.en.json' with { type: 'json' };

export const en = {
  ...componentsEn,
  ...accountsEn,
  ...chartsEn,
  ...diagnosticsEn,
  ...catalogueEn,
  ...evaluationsEn,
  ...guidedEn,
  ...modelsEn,
  ...measurementsEn,
  ...importsEn,
  ...templatesEn,
  ...plotEn,
  ...operationsEn,
  ...lifeEn,
  ...reportsEn,
  ...composerEn,
  ...reportTemplatesEn,
  ...retentionEn,
  ...systemsEn,
  ...limitsEn,
  ...schematicEn,
};
export const de: Record<keyof typeof en, string> = {
  ...componentsDe,
  ...accountsDe,
  ...chartsDe,
  ...diagnosticsDe,
  ...catalogueDe,
  ...evaluationsDe,
  ...guidedDe,
  ...modelsDe,
  ...measurementsDe,
  ...importsDe,
  ...templatesDe,
  ...plotDe,
  ...operationsDe,
  ...lifeDe,
  ...reportsDe,
  ...composerDe,
  ...reportTemplatesDe,
  ...retentionDe,
  ...systemsDe,
  ...limitsDe,
  ...schematicDe,
};

export type MessageKey = keyof typeof en;

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation';
    keySeparator: false;
    nsSeparator: false;
    resources: { translation: typeof en };
  }
}

export const languages = ['en', 'de'] as const;
export type Language = (typeof languages)[number];
const storageKey = 'sightglass-language';

function firstLanguage(): Language {
  const wanted = localStorage.getItem(storageKey) ?? navigator.language.slice(0, 2);
  return languages.find((language) => language === wanted) ?? 'en';
}

export async function startMessages(): Promise<void> {
  const language = firstLanguage();
  document.documentElement.lang = language;
  await i18next
    .use(Icu)
    .use(initReactI18next)
    .init({
      lng: language,
      fallbackLng: 'en',
      keySeparator: false,
      nsSeparator: false,
      resources: { en: { translation: en }, de: { translation: de } },
      interpolation: { escapeValue: false },
    });
}

export async function changeLanguage(language: Language): Promise<void> {
  localStorage.setItem(storageKey, language);
  document.documentElement.lang = language;
  await i18next.changeLanguage(language);
}
