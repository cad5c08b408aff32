import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { actorOf } from '../../accounts/authorise.routes.ts';
import { reportSettingApi } from './report-setting.schema.ts';
import type { ReportSettingService } from './report-setting.service.ts';

export const reportSettingRoutes: FastifyPluginAsyncTypebox<{ settings: ReportSettingService }> = async (app, { settings }) => {
  app.route({ ...reportSettingApi.get, handler: (request) => settings.get(request.query.numberPattern) });
  app.route({ ...reportSettingApi.change, handler: (request) => settings.change(request.body, actorOf(request)) });
  app.route({ ...reportSettingApi.gaps, handler: (request) => settings.listGaps(request.query) });
};
