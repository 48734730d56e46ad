import { theme as antd, type ThemeConfig } from 'antd';
import { type Appearance, colours, motion, radius, type } from './tokens.js';

/** The tokens as the component library takes them. */
export function themeOf(appearance: Appearance): ThemeConfig {
  const of = colours[appearance];
  return {
    algorithm: appearance === 'dark' ? antd.darkAlgorithm : antd.defaultAlgorithm,
    token: {
      colorPrimary: of.accent,
      colorLink: of.accent,
      colorError: of.late,
      colorWarning: of.near,
      colorSuccess: of.done,
      colorErrorBg: of.lateSoft,
      colorErrorBorder: of.late,
      colorWarningBg: of.nearSoft,
      colorWarningBorder: of.near,
      colorSuccessBg: of.doneSoft,
      colorSuccessBorder: of.done,
      colorInfoBg: of.underWaySoft,
      colorInfoBorder: of.underWay,
      colorText: of.text,
      colorTextSecondary: of.soft,
      colorTextTertiary: of.soft,
      colorTextQuaternary: of.soft,
      colorTextPlaceholder: of.soft,
      colorTextDescription: of.soft,
      colorTextDisabled: of.soft,
      colorTextLightSolid: of.onAccent,
      colorBgBase: of.surface,
      colorBgContainer: of.surface,
      colorBgElevated: of.surface,
      colorBgLayout: of.ground,
      colorBorder: of.edge,
      colorBorderSecondary: of.line,
      colorSplit: of.line,
      borderRadius: radius.normal,
      fontFamily: type.family,
      fontFamilyCode: type.mono,
      fontSize: type.size,
      motionDurationFast: motion.quick,
      motionDurationMid: motion.normal,
      motionDurationSlow: motion.normal,
      controlHeight: 32,
      wireframe: false,
    },
    components: {
      Button: { primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none' },
      Segmented: {
        trackBg: of.hover,
        itemSelectedBg: of.surface,
        itemSelectedColor: of.accent,
        itemColor: of.text,
      },
      Form: { itemMarginBottom: 16, verticalLabelPadding: '0 0 4px' },
    },
  };
}
