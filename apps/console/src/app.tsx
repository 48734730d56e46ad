import { QueryClientProvider } from '@tanstack/react-query';
import { App as AntApp, ConfigProvider } from 'antd';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import dayjs from 'dayjs';
import 'dayjs/locale/zh-cn';
import { useEffect, useMemo, useState } from 'react';
import { RouterProvider } from 'react-router/dom';
import { createQueryClient } from './api/query.js';
import { useAppearance } from './design/appearance.js';
import { themeOf } from './design/theme.js';
import { createRouter } from './router.js';
import { tagOf, useLanguage } from './words/language.js';

const locales = { zh: zhCN, en: enUS };

export function App() {
  const [language, appearance] = [useLanguage(), useAppearance()];
  const [client] = useState(createQueryClient);
  const [router] = useState(createRouter);
  const theme = useMemo(() => themeOf(appearance), [appearance]);
  useEffect(() => {
    document.documentElement.lang = tagOf(language);
    dayjs.locale(language === 'zh' ? 'zh-cn' : 'en');
    // Problems and names come in the language that was asked for.
    void client.invalidateQueries();
  }, [language, client]);
  return (
    <ConfigProvider locale={locales[language]} theme={theme} button={{ autoInsertSpace: false }}>
      <AntApp component={false}>
        <QueryClientProvider client={client}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </AntApp>
    </ConfigProvider>
  );
}
