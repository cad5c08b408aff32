import { useTranslation } from 'react-i18next';
import { LinkButton } from '../components/LinkButton.tsx';
import { PageHeader } from '../components/PageHeader.tsx';
import { SystemFindings } from './SystemFindings.tsx';

export function FindingsPage() {
  const { t } = useTranslation();
  return (
    <>
      <PageHeader
        title={t('page.findings')}
        state={t('findings.explanation')}
        actions={
          <>
            <LinkButton to="/catalogue" variant="default">
              {t('catalogue.title')}
            </LinkButton>
            <LinkButton to="/reevaluations" variant="default">
              {t('reevaluation.title')}
            </LinkButton>
          </>
        }
      />
      <SystemFindings />
    </>
  );
}
