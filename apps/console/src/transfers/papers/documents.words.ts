import { defineWords } from '../../words/words.js';
import { words as shared } from '../transfers.words.js';

/** Documents of a case. */
export const words = defineWords({
  zh: {
    ...shared.zh,
    noDocuments: '还没有文书。',
    addDocument: '添加文书',
    addDocumentFollows: '加入后不可更改；其他机关在办理引用该文书的步骤后可见',
    documentName: '名称',
    file: '文件',
    fileHint: 'PDF、OFD、图片、Office 文档、音视频或压缩包，至多 1 GB；中断后可以续传',
    uploaded: '已上传并核对摘要',
    digest: '摘要（SHA-256）',
    onlyDigest: '仅登记摘要，原件在持有机关',
    download: '下载',
  },
  en: {
    ...shared.en,
    noDocuments: 'No papers yet.',
    addDocument: 'Add a paper',
    addDocumentFollows: 'It is never changed; others see it with the step that names it',
    documentName: 'Name',
    file: 'File',
    fileHint:
      'PDF, OFD, pictures, office documents, sound, video or archives up to 1 GB; goes on after an interruption',
    uploaded: 'Uploaded, digest checked',
    digest: 'Digest (SHA-256)',
    onlyDigest: 'Digest only; the file lies with its owner',
    download: 'Download',
  },
});
